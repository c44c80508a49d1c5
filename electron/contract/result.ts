/**
 * Errors are values with a code; the screen makes a sentence of it. Over IPC Electron keeps only the message of a thrown error
 * (https://www.electronjs.org/docs/latest/api/ipc-main#ipcmainhandlechannel-listener), so calls return a `Result`.
 */
import type { ErrorCode, Failure } from './domain.ts';

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** An expected failure. Stages throw it; `ipc/answer.ts` turns it into a `Result`. */
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

/** The failure of an error; an unexpected error is `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    return error.detail === undefined ? { code: error.code } : { code: error.code, detail: error.detail };
  }
  if (error instanceof Error && error.name === 'AbortError') return { code: 'cancelled' };
  return { code: 'internal' };
}
