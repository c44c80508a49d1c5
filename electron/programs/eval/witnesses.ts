/**
 * What each witness says about each line: the cues, the n-grams, the language model. They are asked once and can be stored,
 * because only the model is slow; rules of decision are then compared on the stored answers in seconds (decide.ts).
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cueHitSchema, kindSchema, type Line, type Turn } from '../../contract/domain.ts';
import { excusedSchema } from '../../contract/reasons.ts';
import { AppError } from '../../contract/result.ts';
import type { RiskModel } from '../../engine/risk-model.ts';
import { ModelSession } from '../../guard/model-session.ts';
import { RecentNgrams } from '../../guard/recent-ngrams.ts';
import { readCues } from '../../rules/find.ts';
import { type Conversation, conversationSchema } from '../../sources/formats/format.ts';

const lineSchema = z.object({
  hits: z.array(cueHitSchema),
  excused: z.array(excusedSchema),
  /** Log-odds of the last lines and of the newest few; the share of each kind. */
  ngrams: z.object({ talk: z.number(), moment: z.number(), kinds: z.array(z.tuple([kindSchema, z.number()])) }),
  /** Null where no model judged. */
  modelRisk: z.number().nullable(),
  /** Milliseconds for all witnesses together. */
  ms: z.number(),
});
export type WitnessedLine = z.infer<typeof lineSchema>;

const storedSchema = z.object({
  model: z.object({ id: z.string(), sha256: z.string() }),
  conversation: conversationSchema.extend({ turns: z.array(z.object({ speaker: z.string().nullable(), text: z.string() })) }),
  lines: z.array(lineSchema),
});

export interface Witnessed {
  model: { id: string; sha256: string };
  conversation: Conversation;
  lines: WitnessedLine[];
}

/** Asks all witnesses about every line, in order, as they are asked in a guarded meeting. @param model null: none judges. */
export async function hearWitnesses(model: RiskModel | null, turns: readonly Turn[]): Promise<WitnessedLine[]> {
  const session = new ModelSession();
  const ngrams = new RecentNgrams();
  const signal = new AbortController().signal;
  const lines: Line[] = [];
  const witnessed: WitnessedLine[] = [];
  for (const turn of turns) {
    const started = performance.now();
    const line: Line = { ...turn, meetingId: 0, seq: lines.length, at: 0 };
    lines.push(line);
    const found = readCues(line.text, line.seq);
    const scores = ngrams.read(lines, line.seq);
    const modelRisk = model ? await session.ask(model, lines, [line], [found], signal) : null;
    witnessed.push({ ...found, ngrams: { ...scores, kinds: [...scores.kinds] }, modelRisk, ms: performance.now() - started });
  }
  await session.close();
  return witnessed;
}

/** One conversation as a row of a witness file. It holds what was said: keep the file outside the repository. */
export function writeWitnessed(witnessed: Witnessed): string {
  return `${JSON.stringify(witnessed)}\n`;
}

/** @throws AppError `not-text` (detail: the file and its row) if a row is damaged. */
export function readWitnessed(file: string): Witnessed[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((row, i) => {
      if (row === '') return [];
      const parsed = storedSchema.safeParse(JSON.parse(row));
      if (!parsed.success) throw new AppError('not-text', `${file}, line ${i + 1}: ${parsed.error.issues[0]?.path.join('.')}`);
      return [parsed.data];
    });
}
