/**
 * JSON transcripts: a list of utterances, either the whole file or the value of a usual key (`turns`, `segments`, …). An
 * utterance has its text and, if known, the speaker and the start.
 */
import { z } from 'zod';
import type { Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { clockMs } from '../text/clock.ts';
import { type Conversation, conversationSchema, makeTurn, readTurns } from './format.ts';

const text = z.string();
const time = z.union([z.number().nonnegative(), z.string()]);
const itemSchema = z
  .object({
    text: text.optional(),
    content: text.optional(),
    sentence: text.optional(),
    speaker: z.union([text, z.number()]).nullish(),
    speaker_name: text.nullish(),
    speakerName: text.nullish(),
    name: text.nullish(),
    role: text.nullish(),
    offset: time.nullish(),
    start: time.nullish(),
    start_time: time.nullish(),
    startTime: time.nullish(),
    begin_time: time.nullish(),
  })
  .refine((item) => wordsOf(item) !== undefined);
type Item = z.infer<typeof itemSchema>;

const lists = ['turns', 'segments', 'utterances', 'lines', 'messages', 'paragraphs', 'transcript', 'conversation', 'data', 'results'];

/** @throws AppError `not-text` (detail: what is wrong, and where), `empty-text`, `line-too-long`, `too-many-lines`. */
export function parseJson(source: string, id: string): Conversation {
  let value: unknown;
  try {
    value = JSON.parse(source.replace(/^\ufeff/, ''));
  } catch {
    throw new AppError('not-text', 'not JSON');
  }
  const items = listOf(value);
  if (!items) throw new AppError('not-text', 'no list of utterances');
  const parsed = z.array(itemSchema).safeParse(items);
  if (!parsed.success) throw new AppError('not-text', `item ${String(parsed.error.issues[0]?.path[0] ?? '')}`);
  const labels = conversationSchema.omit({ turns: true, id: true }).partial().safeParse(value);
  return { id, ...(labels.success ? labels.data : {}), turns: readTurns(turnsOf(parsed.data)) };
}

/** The list of utterances: the value itself, or under one of the usual keys, at most one object deeper. */
function listOf(value: unknown, deep = true): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return null;
  for (const key of lists) {
    const inside = (value as Record<string, unknown>)[key];
    if (Array.isArray(inside)) return inside;
    const found = deep && typeof inside === 'object' ? listOf(inside, false) : null;
    if (found) return found;
  }
  return null;
}

function turnsOf(items: readonly Item[]): Turn[] {
  const unit = unitOf(items);
  return items.flatMap((item) => {
    const start = startOf(item);
    const ms = typeof start === 'string' ? clockMs(start) : start === null ? null : Math.round(start * unit);
    const turn = makeTurn(speakerOf(item), (wordsOf(item) ?? '').replace(/\s*\n\s*/g, ' '), ms);
    return turn ? [turn] : [];
  });
}

function wordsOf(item: { text?: string | undefined; content?: string | undefined; sentence?: string | undefined }): string | undefined {
  return item.text ?? item.content ?? item.sentence;
}

function speakerOf(item: Item): string | null {
  const speaker = item.speaker ?? item.speaker_name ?? item.speakerName ?? item.name ?? item.role ?? null;
  return speaker === null ? null : String(speaker);
}

function startOf(item: Item): number | string | null {
  return item.offset ?? item.start ?? item.start_time ?? item.startTime ?? item.begin_time ?? null;
}

/** ms in one unit of the numbers. Fractions are seconds. Whole numbers are ms if one of them is more than ten hours in seconds. */
function unitOf(items: readonly Item[]): 1 | 1_000 {
  const begins = items.map(startOf).filter((begin) => typeof begin === 'number');
  if (items.some((item) => typeof item.offset === 'number')) return 1;
  if (begins.some((begin) => !Number.isInteger(begin))) return 1_000;
  return begins.some((begin) => begin > 36_000) ? 1 : 1_000;
}
