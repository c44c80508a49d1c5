/** SubRip: a number, the times, the words. Programs that know the speaker write `姓名：` ahead of the words. */
import type { Turn } from '../../contract/domain.ts';
import { clockMs } from '../../transcript/clock.ts';
import { turnOf } from './format.ts';

/** The blocks of a subtitle file: the begin in ms and the words, tags taken out. `voice` finds the speaker's tag first. */
export function cues(text: string, voice: (said: string) => string | null = () => null): Turn[] {
  const turns: Turn[] = [];
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n(?:[ \t]*\n)+/)) {
    const rows = block.split('\n');
    const at = rows.findIndex((row) => /^\s*[\d:.,]+\s*-->\s*[\d:.,]+/.test(row));
    if (at < 0) continue;
    const begin = clockMs((rows[at] as string).split('-->')[0] as string);
    const said = rows
      .slice(at + 1)
      .join(' ')
      .trim();
    const turn = turnOf(voice(said), plain(said), begin);
    if (turn) turns.push(turn);
  }
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
