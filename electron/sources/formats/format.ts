/** What a format is: a way to write a conversation down, told by its look, read into turns. */
import { z } from 'zod';
import { limits } from '../../contract/constants.ts';
import type { FileFormat, Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { boundName } from '../../transcript/speaker-name.ts';
import { checkTurns, hasContent, parseLine } from '../text/parse.ts';

const rowTurnSchema = z.object({ speaker: z.string().nullish(), text: z.string() });

/** One conversation as test data holds it, with its labels. */
export const conversationSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  turns: z.array(rowTurnSchema),
  label: z.enum(['fraud', 'normal']).nullish(),
  source: z.string().optional(),
  fraud_type: z.string().nullish(),
  channel: z.string().nullish(),
  pair: z.string().nullish(),
  /** An honest call of a fraud's own trade. */
  near: z.boolean().optional(),
  first_cue_turn: z.number().int().nullish(),
  ask_turn: z.number().int().nullish(),
});
export type ConversationRow = z.infer<typeof conversationSchema>;
/** `startedAt`: when it began, in ms since 1970, where the file tells. */
export type Conversation = Omit<ConversationRow, 'turns'> & { turns: Turn[]; startedAt?: number };

export interface ParsedText {
  turns: Turn[];
  startedAt?: number;
}

/** How meeting programs lay out text: in .txt and .md files, inside .docx files, and in what people paste. */
export interface TextLayout {
  readonly name: FileFormat;
  fits(text: string): boolean;
  /**
   * @param whole keep what stands ahead of the first speaker: a file has its title and summary there, a pasted piece the
   * end of a sentence.
   * @returns the turns, unchecked: `readTurns` bounds them.
   */
  parse(text: string, keepPreamble: boolean): ParsedText;
}

const sentenceEnd = /(?<=[。！？!?；;])/u;

/**
 * Turns within their bounds. Programs write what one person says without a pause as one paragraph: a paragraph over the
 * bound is told in several turns, cut between sentences, and loses nothing.
 * @throws AppError `empty-text`, `line-too-long` (one sentence over the bound), `too-many-lines`.
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

/** A turn from parts as a file has them; null if nothing was said. */
export function makeTurn(speaker: string | null | undefined, text: string, offset: number | null): Turn | null {
  const name = speaker ? boundName(speaker) : null;
  // With the name known, a colon in the words is a colon.
  const turn = name === null ? parseLine(text) : { speaker: name, text: text.trim() };
  if (!turn || !hasContent(turn.text)) return null;
  return offset === null ? turn : { ...turn, offset };
}

/** A file's name without its folders, whichever system wrote it. */
export function baseName(name: string): string {
  return name.replace(/^.*[\\/]/, '');
}
