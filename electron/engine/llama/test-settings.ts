/**
 * Another number of threads and another batch size for a run of the tests, from the environment. Both change the last decimals
 * of a quantised model's risks, as another processor does. The app does not set them.
 */
import { batchTokens } from '../devices.ts';

/** HUIDUN_TEST_THREADS: the number of threads to use instead of measuring some. @returns null if it is not set. */
export function testThreads(): readonly number[] | null {
  const threads = Number(process.env.HUIDUN_TEST_THREADS ?? 0);
  return threads >= 1 ? [threads] : null;
}

/** Tokens in a batch: HUIDUN_TEST_BATCH, else `batchTokens`. */
export function batchSize(): number {
  return Number(process.env.HUIDUN_TEST_BATCH ?? 0) || batchTokens;
}
