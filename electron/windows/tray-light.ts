/** The light in the tray. Pure. */
import type { GuardState, Inputs } from '../contract/domain.ts';
import type { Light } from './tray-icon.ts';

/** Green only while lines can arrive and the level is known to be calm: a green light without a source would be a lie. */
export function trayLight(
  { guarding, level, meeting, modelState }: Pick<GuardState, 'guarding' | 'level' | 'meeting' | 'modelState'>,
  { captions, clipboard, api }: Inputs,
): Light {
  if (!guarding) return 'grey';
  if (level === 'danger') return 'red';
  if (level === 'watch') return 'amber';
  if (captions !== null && captions.state !== 'reading') return 'grey';
  const arrives = captions !== null || clipboard || (api?.connected ?? 0) > 0 || meeting?.source === 'sample';
  return arrives && level === 'safe' && modelState === 'ready' ? 'green' : 'grey';
}
