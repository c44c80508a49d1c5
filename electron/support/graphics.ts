/** The graphics cards that the system names, including those that no backend can use. */
import { app } from 'electron';
import { vendorsOf } from './gpu-vendors.ts';

/** The cards' vendors, each once. Empty if the system does not tell. */
export async function presentCards(): Promise<string[]> {
  return vendorsOf(await app.getGPUInfo('basic').catch(() => null));
}
