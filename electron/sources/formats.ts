/** Transcript files → turns, by their name's ending. Pure. */
import { z } from 'zod';
import type { Turn } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { limits } from '../contract/words.ts';
import { boundName, checkTurns, parseLine, parseText } from '../transcript/parse.ts';

const rowTurnSchema = z.object({ speaker: z.string().nullish(), text: z.string() });

/** A row of a .jsonl file: one conversation. The labels are there in test data. */
export const conversationSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  turns: z.array(rowTurnSchema),
  label: z.enum(['fraud', 'normal']).nullish(),
  source: z.string().optional(),
  fraud_type: z.string().nullish(),
  channel: z.string().nullish(),
  pair: z.string().nullish(),
  first_cue_turn: z.number().int().nullish(),
  ask_turn: z.number().int().nullish(),
});
export type ConversationRow = z.infer<typeof conversationSchema>;
export type Conversation = Omit<ConversationRow, 'turns'> & { turns: Turn[] };

/**
 * @param name the file's name; its ending chooses the format, anything unknown is read as plain text.
 * @returns the conversations in it: one, except for .jsonl.
 * @throws AppError `empty-text`, `line-too-long`, `too-many-lines`, `not-text` (detail: what is wrong where).
 */
export function parseFile(name: string, text: string): Conversation[] {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'jsonl') return parseJsonLines(text);
  const id = name.replace(/^.*[\\/]/, '');
  return [{ id, turns: ending === 'srt' || ending === 'vtt' ? parseSubtitles(text) : parseText(text) }];
}

function parseJsonLines(text: string): Conversation[] {
  const rows = text.split('\n').flatMap((raw, i) => (raw.trim() === '' ? [] : [parseRow(raw, i + 1)]));
  if (rows.length === 0) throw new AppError('empty-text');
  return rows;
}

function parseRow(raw: string, number: number): Conversation {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    throw new AppError('not-text', `line ${number}: not JSON`);
  }
  const row = conversationSchema.safeParse(value);
  if (!row.success) throw new AppError('not-text', `line ${number}: ${row.error.issues[0]?.path.join('.')}`);
  // A turn with nothing in it keeps its place: the labels of a row count turns.
  const turns = row.data.turns.map((turn) => {
    if (turn.text.length > limits.lineChars) throw new AppError('line-too-long', `line ${number}`);
    return { speaker: turn.speaker ? boundName(turn.speaker) : null, text: turn.text.trim() || '…' };
  });
  return { ...row.data, turns: checkTurns(turns) };
}

/** SubRip and WebVTT: numbers, times, notes and tags go; `<v 张三>` names the speaker. */
function parseSubtitles(text: string): Turn[] {
  const turns: Turn[] = [];
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const rows = block.split('\n');
    const time = rows.findIndex((row) => row.includes('-->'));
    if (time < 0) continue;
    const said = rows
      .slice(time + 1)
      .join(' ')
      .trim();
    const voice = /^<v(?:\.[^\s>]*)?\s+([^>]+)>/.exec(said)?.[1];
    const turn = parseLine(said.replace(/<[^>]+>/g, '').replace(/\{\\[^}]*\}/g, ''));
    if (!turn) continue;
    if (turn.text.length > limits.lineChars) throw new AppError('line-too-long');
    turns.push(voice ? { ...turn, speaker: boundName(voice) } : turn);
  }
  return checkTurns(turns);
}
