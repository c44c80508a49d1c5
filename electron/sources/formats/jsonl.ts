/** JSON Lines (https://jsonlines.org): one conversation a row, with the labels of test data, or one turn a row. */

import { limits } from '../../contract/constants.ts';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { boundName } from '../../transcript/speaker-name.ts';
import { checkTurns } from '../text/parse.ts';
import { type Conversation, conversationSchema } from './format.ts';
import { parseJson } from './json.ts';

/** @throws AppError `not-text` (detail: what is wrong, and where), `empty-text`, `line-too-long`, `too-many-lines`. */
export function parseJsonLines(text: string, id: string): Conversation[] {
  const rows = text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((raw, i) => (raw.trim() === '' ? [] : [{ value: parseRow(raw, i + 1), number: i + 1 }]));
  if (rows.length === 0) throw new AppError('empty-text');
  const single = rows.every(({ value }) => typeof value === 'object' && value !== null && !('turns' in value));
  if (single) return [parseJson(JSON.stringify(rows.map(({ value }) => value)), id)];
  return rows.map(({ value, number }) => conversationOf(value, number));
}

function parseRow(raw: string, number: number): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new AppError('not-text', `line ${number}: not JSON`);
  }
}

function conversationOf(value: unknown, number: number): Conversation {
  const row = conversationSchema.safeParse(value);
  if (!row.success) throw new AppError('not-text', `line ${number}: ${row.error.issues[0]?.path.join('.')}`);
  // Empty turns are kept, because the labels of a row are indices of turns.
  const turns: Turn[] = row.data.turns.map((turn) => {
    if (turn.text.length > limits.lineChars) throw new AppError('line-too-long', `line ${number}`);
    return { speaker: turn.speaker ? boundName(turn.speaker) : null, text: turn.text.trim() || '…' };
  });
  return { ...row.data, turns: checkTurns(turns) };
}
