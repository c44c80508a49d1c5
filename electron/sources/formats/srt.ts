/** SubRip subtitles: a number, the times, the words. Some programs write `姓名：` before the words. */

import { limits } from '../../contract/constants.ts';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { clockMs } from '../text/clock.ts';
import { makeTurn } from './format.ts';

const time = /^\s*([\d:.,]+)\s*-->\s*[\d:.,]+/;
/** The number or id of the next cue. It follows the words directly if the empty line between two cues is missing. */
const id = /^\s*(?:\d+|[\da-f-]{36}\/\d+-\d+)\s*$/i;

/**
 * The cues of a subtitle file, each with its start and its words without tags. Notes, styles, numbers and ids are skipped.
 * @param voice returns the speaker in a tag of the words.
 */
export function parseCues(text: string, voice: (said: string) => string | null = () => null): Turn[] {
  const turns: Turn[] = [];
  let start: number | null = null;
  let rows: string[] | null = null;
  const close = () => {
    const said = (rows ?? []).join(' ').trim();
    // Protects the patterns below from very long text.
    if (said.length > 4 * limits.lineChars) throw new AppError('line-too-long');
    const turn = makeTurn(voice(said), plain(said), start);
    if (turn) turns.push(turn);
    rows = null;
  };
  for (const row of text.split(/\r\n|\r|\n/)) {
    const [, clock] = time.exec(row) ?? [];
    if (clock !== undefined) {
      if (rows && id.test(rows.at(-1) ?? '')) rows.pop();
      close();
      start = clockMs(clock);
      rows = [];
    } else if (row.trim() === '') {
      close();
    } else {
      rows?.push(row);
    }
  }
  close();
  return turns;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', lrm: '', rlm: '' };

function plain(said: string): string {
  return said
    .replace(/<[^>]*>/g, '')
    .replace(/\{\\[^}]*\}/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp|lrm|rlm);/g, (_all, name: string) => entities[name] ?? '');
}

export const parseSrt = (text: string): Turn[] => parseCues(text);
