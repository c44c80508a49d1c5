/** The graphics cards that the system names, whether or not anything can compute on them. */
import { app } from 'electron';
import { makersOf } from './gpu-vendors.ts';

/** Makers, each once; none if the system does not tell. */
export async function presentCards(): Promise<string[]> {
  return makersOf(await app.getGPUInfo('basic').catch(() => null));
}
