/** SubRip: a number, the times, the words. Programs that know the speaker write `姓名：` ahead of the words. */

import { limits } from '../../contract/constants.ts';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { clockMs } from '../text/clock.ts';
import { makeTurn } from './format.ts';

const time = /^\s*([\d:.,]+)\s*-->\s*[\d:.,]+/;
/** What stands between two cues where an empty line was forgotten: the next cue's number or id. */
const id = /^\s*(?:\d+|[\da-f-]{36}\/\d+-\d+)\s*$/i;

/**
 * The cues of a subtitle file: begin in ms and words, tags taken out. Notes, styles, numbers and ids are left out.
 * @param voice finds the speaker's tag in the words.
 */
export function cues(text: string, voice: (said: string) => string | null = () => null): Turn[] {
  const turns: Turn[] = [];
  let begin: number | null = null;
  let rows: string[] | null = null;
  const close = () => {
    const said = (rows ?? []).join(' ').trim();
    // Far more than anybody says at once: nothing for the patterns below.
    if (said.length > 4 * limits.lineChars) throw new AppError('line-too-long');
    const turn = makeTurn(voice(said), plain(said), begin);
    if (turn) turns.push(turn);
    rows = null;
  };
  for (const row of text.split(/\r\n|\r|\n/)) {
    const [, start] = time.exec(row) ?? [];
    if (start !== undefined) {
      if (rows && id.test(rows.at(-1) ?? '')) rows.pop();
      close();
      begin = clockMs(start);
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

export const parseSrt = (text: string): Turn[] => cues(text);
