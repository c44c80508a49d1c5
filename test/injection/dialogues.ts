/** The frauds that are attacked: our own, of different kinds, by writers whose pairs train the model and never by those kept for the test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Turn } from '../../electron/contract/domain.ts';
import { root } from '../support/folders.ts';

export interface Dialogue {
  id: string;
  turns: readonly Turn[];
  /** The caller is the speaker of the ask. */
  caller: string;
  /** The first request for money, a code, a screen or an account; counts from 0. */
  ask: number;
}

/** Police, refund, gaming, job, loan, crypto; and two that only turn amber by rule, so that a small loss shows. */
const foundByRules = ['I067', 'D019', 'M019', 'H015', 'J079', 'L063', 'C073', 'C037'];
/** Games, savings, lodging: the rules find almost nothing; the model warns. */
const foundByModel = ['K017', 'E055', 'H093'];

/** Frauds that the rules alone warn of. */
export const dialogues: readonly Dialogue[] = foundByRules.map(read);
/** Frauds that only the whole guard warns of. */
export const quietDialogues: readonly Dialogue[] = foundByModel.map(read);

function read(id: string): Dialogue {
  const file = path.join(root, 'models/training/data', `writer-${id.charAt(0).toLowerCase()}.jsonl`);
  const row = readFileSync(file, 'utf8')
    .split('\n')
    .find((line) => line.includes(`"id": "${id}"`));
  if (!row) throw new Error(`no dialogue ${id} in ${file}`);
  const { turns, ask_turn: ask } = JSON.parse(row) as { turns: Turn[]; ask_turn: number };
  return { id, turns, caller: turns[ask]?.speaker ?? '', ask };
}
