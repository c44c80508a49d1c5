/** Errors are values with a code until the screen. Electron keeps only a thrown error's message over IPC, hence the envelope. */
import type { ErrorCode, Failure } from './domain.ts';

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** An expected failure. Stages throw it inside; the border turns it into a `Result`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${code}: ${detail}` : code, options);
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
  }
}

/** The failure that an error stands for; anything unexpected is `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    return error.detail === undefined ? { code: error.code } : { code: error.code, detail: error.detail };
  }
  if (error instanceof Error && error.name === 'AbortError') return { code: 'cancelled' };
  return { code: 'internal' };
}
