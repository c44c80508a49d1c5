/** What all formats share: the conversation that they are read into, and the interface of a text layout. */
import { z } from 'zod';
import { limits } from '../../contract/constants.ts';
import type { FileFormat, Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { boundName } from '../../transcript/speaker-name.ts';
import { checkTurns, hasContent, parseLine } from '../text/parse.ts';

const rowTurnSchema = z.object({ speaker: z.string().nullish(), text: z.string() });

/** A conversation with the labels of test data. */
export const conversationSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  turns: z.array(rowTurnSchema),
  label: z.enum(['fraud', 'normal']).nullish(),
  source: z.string().optional(),
  fraud_type: z.string().nullish(),
  channel: z.string().nullish(),
  pair: z.string().nullish(),
  /** An honest call about the same business as a fraud. */
  near: z.boolean().optional(),
  /** How the talk was recorded, for talk that people really had. */
  real: z.string().optional(),
  first_cue_turn: z.number().int().nullish(),
  ask_turn: z.number().int().nullish(),
});
export type ConversationRow = z.infer<typeof conversationSchema>;
/** `startedAt`: in ms since 1970, if the file says when the conversation began. */
export type Conversation = Omit<ConversationRow, 'turns'> & { turns: Turn[]; startedAt?: number };

export interface ParsedText {
  turns: Turn[];
  startedAt?: number;
}

/** The layout of a meeting program's text, in .txt, .md and .docx files and in pasted text. */
export interface TextLayout {
  readonly name: FileFormat;
  /** Whether a text has this layout. */
  fits(text: string): boolean;
  /**
   * @param keepPreamble keep the text before the first speaker as a turn. In a file it is a title or a summary; in a pasted
   * text it is the end of an utterance.
   * @returns the turns without checks; `readTurns` checks them.
   */
  parse(text: string, keepPreamble: boolean): ParsedText;
}

const sentenceEnd = /(?<=[。！？!?；;])/u;

/**
 * Checks the limits. Programs write a long utterance as one paragraph: a paragraph that is longer than a line may be is
 * split between sentences into several turns.
 * @throws AppError `empty-text`, `line-too-long` (a single sentence is too long), `too-many-lines`.
 */
export function readTurns(turns: readonly Turn[]): Turn[] {
  return checkTurns(turns.flatMap((turn) => (turn.text.length > limits.lineChars ? sentences(turn) : [turn])));
}

function sentences(turn: Turn): Turn[] {
  const parts: string[] = [];
  for (const sentence of turn.text.split(sentenceEnd)) {
    if (sentence.length > limits.lineChars) throw new AppError('line-too-long', String(sentence.length));
    const last = parts.at(-1);
    if (last !== undefined && last.length + sentence.length <= limits.lineChars) parts[parts.length - 1] = last + sentence;
    else parts.push(sentence);
  }
  return parts.map((text) => ({ ...turn, text }));
}

/** A turn from the fields of a file; null if it holds no words. @param offset ms. */
export function makeTurn(speaker: string | null | undefined, text: string, offset: number | null): Turn | null {
  const name = speaker ? boundName(speaker) : null;
  // If the file names the speaker, a colon in the text does not end a name.
  const turn = name === null ? parseLine(text) : { speaker: name, text: text.trim() };
  if (!turn || !hasContent(turn.text)) return null;
  return offset === null ? turn : { ...turn, offset };
}

/** The name of a file without its folders, on any system. */
export function baseName(name: string): string {
  return name.replace(/^.*[\\/]/, '');
}
