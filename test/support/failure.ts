/** What a failing call says: its code, or the whole error if it is not one of ours. */
import { AppError } from '../../electron/contract/result.ts';

export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'no failure';
}

export async function codeOfAsync(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'no failure',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
}
