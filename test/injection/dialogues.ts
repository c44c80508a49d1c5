/** The frauds that the attacks are tried on: our own, of different kinds, from training hands (never from those kept for the test). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Turn } from '../../electron/contract/domain.ts';
import { root } from '../support/folders.ts';

export interface Dialogue {
  id: string;
  turns: readonly Turn[];
  /** Who deceives: the speaker of the ask. */
  caller: string;
  /** The first request for money, a code, a screen or an account; counts from 0. */
  ask: number;
}

/** Police, refund, gaming, job, loan, crypto; and two that only turn amber by rule, so that a small loss shows. */
const heard = ['I067', 'D019', 'M019', 'H015', 'J079', 'L063', 'C073', 'C037'];
/** Games, savings, lodging: the rules hear next to nothing; what warns is the model. */
const understood = ['K017', 'E055', 'H093'];

/** Frauds that the rules warn of by themselves. */
export const dialogues: readonly Dialogue[] = heard.map(read);
/** Frauds that only the whole guard warns of. */
export const quietDialogues: readonly Dialogue[] = understood.map(read);

function read(id: string): Dialogue {
  const file = path.join(root, 'models/training/data', `hand-${id.charAt(0).toLowerCase()}.jsonl`);
  const row = readFileSync(file, 'utf8')
    .split('\n')
    .find((line) => line.includes(`"id": "${id}"`));
  if (!row) throw new Error(`no dialogue ${id} in ${file}`);
  const { turns, ask_turn: ask } = JSON.parse(row) as { turns: Turn[]; ask_turn: number };
  return { id, turns, caller: turns[ask]?.speaker ?? '', ask };
}
