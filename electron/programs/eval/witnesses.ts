/**
 * What each witness says about each line: the cues, the n-grams, the language model. Only the model is slow, so its answers can
 * be stored. Cues, n-grams and rules of decision (decide.ts) are then compared on the same answers in seconds.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Line, Turn } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import type { RiskModel } from '../../engine/risk-model.ts';
import { ModelSession } from '../../guard/model-session.ts';
import { RecentNgrams } from '../../guard/recent-ngrams.ts';
import type { NgramScores } from '../../ngrams/classifier.ts';
import { type Found, readCues } from '../../rules/find.ts';
import { type Conversation, conversationSchema } from '../../sources/formats/format.ts';

const answerSchema = z.object({
  /** Null where no model judged. */
  modelRisk: z.number().nullable(),
  /** Milliseconds for all witnesses together. */
  ms: z.number(),
});
type ModelAnswer = z.infer<typeof answerSchema>;

export interface WitnessedLine extends Found, ModelAnswer {
  ngrams: NgramScores;
}

const storedSchema = z.object({
  model: z.object({ id: z.string(), sha256: z.string() }),
  conversation: conversationSchema.extend({ turns: z.array(z.object({ speaker: z.string().nullable(), text: z.string() })) }),
  lines: z.array(answerSchema),
});

export interface Witnessed {
  model: { id: string; sha256: string };
  conversation: Conversation;
  lines: WitnessedLine[];
}

/** Asks all witnesses about every line, in order, as they are asked in a guarded meeting. */
export async function hearWitnesses(model: RiskModel, turns: readonly Turn[]): Promise<WitnessedLine[]> {
  const session = new ModelSession();
  const signal = new AbortController().signal;
  const cheap = cheapWitnesses();
  const witnessed: WitnessedLine[] = [];
  for (const turn of turns) {
    const started = performance.now();
    const { lines, line, ...found } = cheap(turn);
    const modelRisk = await session.ask(model, lines, [line], signal);
    witnessed.push({ ...found, modelRisk, ms: performance.now() - started });
  }
  await session.close();
  return witnessed;
}

/** Reads the cues and the n-grams of one line after the other. */
function cheapWitnesses(): (turn: Turn) => Found & { ngrams: NgramScores; lines: readonly Line[]; line: Line } {
  const ngrams = new RecentNgrams();
  const lines: Line[] = [];
  return (turn) => {
    const line: Line = { ...turn, meetingId: 0, seq: lines.length, at: 0 };
    lines.push(line);
    return { ...readCues(line.text, line.seq), ngrams: ngrams.read(lines, line.seq), lines, line };
  };
}

/** One conversation with the model's answers, as a row of a file. It holds what was said: keep the file outside the repository. */
export function writeWitnessed({ model, conversation, lines }: Witnessed): string {
  return `${JSON.stringify({ model, conversation, lines: lines.map(({ modelRisk, ms }) => ({ modelRisk, ms })) })}\n`;
}

const unasked: ModelAnswer = { modelRisk: null, ms: 0 };

/** Reads such a file. Cues and n-grams are today's. @throws AppError `not-text` (detail: the file and its row) if a row is damaged. */
export function readWitnessed(file: string): Witnessed[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((row, i) => {
      if (row === '') return [];
      const parsed = storedSchema.safeParse(JSON.parse(row));
      if (!parsed.success) throw new AppError('not-text', `${file}, line ${i + 1}: ${parsed.error.issues[0]?.path.join('.')}`);
      const { model, conversation, lines } = parsed.data;
      const cheap = cheapWitnesses();
      return [{ model, conversation, lines: conversation.turns.map((turn, i) => ({ ...cheap(turn), ...(lines[i] ?? unasked) })) }];
    });
}
