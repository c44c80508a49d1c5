/** Plays a dialogue with and without an attack and says what the attack cost. */

import { levels } from '../../electron/contract/constants.ts';
import type { Level, Turn } from '../../electron/contract/domain.ts';
import type { Attack } from './attacks.ts';
import type { Dialogue } from './dialogues.ts';

/** The level after each line, as live. */
export type Judge = (turns: readonly Turn[]) => Promise<Level[]>;

export interface Reached {
  peak: Level;
  /** The level after the last line. */
  final: Level;
  /** The line of the original in which the meeting was first amber or red; null: never. */
  warned: number | null;
}

const rank = (level: Level) => levels.indexOf(level);

/** @param froms each line's place in the original; null for a line that was put in. */
function reached(froms: readonly (number | null)[], said: readonly Level[]): Reached {
  const first = said.findIndex((level) => rank(level) >= rank('watch'));
  // A warning during a line that was put in is as early as the line before it.
  const warned = first < 0 ? null : (froms.slice(0, first + 1).findLast((from) => from !== null) ?? 0);
  return { peak: said.reduce((a, b) => (rank(b) > rank(a) ? b : a), 'unknown'), final: said.at(-1) ?? 'unknown', warned };
}

export async function plain(judge: Judge, { turns }: Dialogue): Promise<Reached> {
  return reached(
    turns.map((_, i) => i),
    await judge(turns),
  );
}

export async function attacked(judge: Judge, dialogue: Dialogue, attack: Attack): Promise<Reached> {
  const turns = attack.apply(dialogue);
  return reached(
    turns.map((turn) => turn.from),
    await judge(turns.map(({ speaker, text }) => ({ speaker, text }))),
  );
}

/** What an attack lowered: the peak, the end, or nothing (null). Unknown and safe are both no warning. */
export function lowered(before: Reached, after: Reached): string | null {
  const warns = (level: Level) => Math.max(rank(level), rank('safe'));
  if (warns(after.peak) < warns(before.peak)) return `peak ${before.peak} → ${after.peak}`;
  if (warns(after.final) < warns(before.final)) return `end ${before.final} → ${after.final}`;
  return null;
}

/** By how many lines of the original an attack made the first warning come later. */
export function delayed(before: Reached, after: Reached): number {
  if (before.warned === null) return 0;
  return after.warned === null ? Number.POSITIVE_INFINITY : Math.max(0, after.warned - before.warned);
}
