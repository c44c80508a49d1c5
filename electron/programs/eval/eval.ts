/**
 * `npm run eval -- --data FILE.jsonl… [--model ID|PATH] [--json]`: what the guard is worth, per source, never pooled.
 * Beside the guard stand its parts: the model alone, the n-grams alone (which are the control), and the rules alone.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ModelInfo, Thresholds } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { cautiousThresholds, chooseThresholds, type HonestPeak } from '../../engine/calibration.ts';
import { stopLlama } from '../../engine/llama/start.ts';
import { readCatalog } from '../../models/catalog.ts';
import { keepThresholds, ownThresholds } from '../../models/thresholds.ts';
import type { Conversation } from '../../sources/formats/format.ts';
import { chooseModel, modelsFolder, readConversations, runProgram, userModelsFolder } from '../terminal.ts';
import { decide, namedKind, scoredBy } from './decide.ts';
import { kindOfType } from './kinds.ts';
import { confuseKinds, groupFrauds, type JudgeName, misses, reportSource, type Scored, type SourceReport } from './metrics.ts';
import { rankingOf, realTalk } from './real-talk.ts';
import { type EvaluationReport, toMarkdown, toText } from './report.ts';
import { draw, honestStreams, lateFrauds } from './streams.ts';
import { hearWitnesses, readWitnessed, type Witnessed, writeWitnessed } from './witnesses.ts';

const help = `npm run eval -- --data FILE.jsonl… [--model ID|PATH] [--json]
  --data          labelled conversations, one a row; may be given several times. Files in a folder named "real" hold talk
                  that people really had; each of them is one source
  --model         a model id of models/catalog.json or a path to a .gguf file; default: the starter model
  --json          one JSON object a source and judge
  --streams       also judges talks of an hour or more, made of the honest conversations, and frauds that begin in the middle
  --dump FILE     stores the model's answer after each line. The file holds what was said: keep it outside the repository
  --from FILE     takes the model's answers from such a file instead of asking it; instead of --data
  --calibrate     writes the model's thresholds, chosen on --data: into models/catalog.json for a file that it names by its
                  SHA-256, for any other file into the app's models folder, where the app finds them
  --report FILE   writes the report as Markdown
  --limit N       at most N conversations of each source and label, drawn with a seed
  --bare          without punctuation, as live captions often come
`;

interface Arguments {
  data: string[];
  from: string[];
  model: string | undefined;
  json: boolean;
  streams: boolean;
  dump: string | undefined;
  calibrate: boolean;
  report: string | undefined;
  limit: number;
  bare: boolean;
}

/** All conversations as each judge saw them, and the named kinds of fraud. */
interface Judged {
  scored: Record<JudgeName, Scored[]>;
  kinds: { truth: string; named: string }[];
}

type ReportedModel = Pick<ModelInfo, 'id' | 'sha256' | 'thresholds'>;

/** The draw of conversations and the order of streams; a report names no other. */
const seed = 7;
/** Minutes of honest talk ahead of a late fraud, and of an honest stream. */
const lateMinutes = [5, 45, 120] as const;
const streamMinutes = 60;

await runProgram(async () => {
  const asked = readArguments();
  if (!asked) return;
  const { model, witnessed } = asked.from.length > 0 ? stored(asked) : await witness(asked);
  if (asked.dump) writeFileSync(asked.dump, witnessed.map(writeWitnessed).join(''));
  const judged = judgeAll(witnessed, model.thresholds);
  if (asked.calibrate) calibrate(model.sha256, judged);
  const report = makeReport(model, judged);
  if (asked.report) {
    mkdirSync(path.dirname(asked.report), { recursive: true });
    writeFileSync(asked.report, toMarkdown(report));
  }
  process.stdout.write(asked.json ? toJsonLines(report, witnessed.length) : toText(report));
});

/** @returns null if only the help was asked for. @throws AppError `bad-input`. */
function readArguments(): Arguments | null {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', multiple: true, default: [] },
      from: { type: 'string', multiple: true, default: [] },
      model: { type: 'string' },
      json: { type: 'boolean', default: false },
      streams: { type: 'boolean', default: false },
      dump: { type: 'string' },
      calibrate: { type: 'boolean', default: false },
      report: { type: 'string' },
      limit: { type: 'string' },
      bare: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return null;
  }
  const { help: _, limit: most, model, dump, report, ...rest } = values;
  const limit = most ? Number(most) : Number.POSITIVE_INFINITY;
  if (rest.data.length + rest.from.length === 0 || !(limit >= 1)) throw new AppError('bad-input');
  return { ...rest, limit, model, dump, report };
}

/** What the witnesses said when the file was written, with today's thresholds of the model that it names. */
function stored({ from, model }: Arguments): { model: ReportedModel; witnessed: Witnessed[] } {
  const witnessed = from.flatMap(readWitnessed);
  const [first] = witnessed;
  if (!first || model) throw new AppError('bad-input');
  const { starter, models } = readCatalog(modelsFolder);
  const known = [starter, ...models].find((entry) => entry.sha256 === first.model.sha256);
  const thresholds = known?.thresholds ?? ownThresholds(userModelsFolder, first.model.sha256) ?? cautiousThresholds;
  return { model: { ...first.model, thresholds }, witnessed };
}

async function witness(asked: Arguments): Promise<{ model: ReportedModel; witnessed: Witnessed[] }> {
  const conversations = await readData(asked);
  const model = await chooseModel(asked.model);
  const { id, sha256, thresholds } = model.info;
  const witnessed: Witnessed[] = [];
  try {
    for (const [i, conversation] of conversations.entries()) {
      witnessed.push({ model: { id, sha256 }, conversation, lines: await hearWitnesses(model, conversation.turns) });
      if (process.stderr.isTTY) process.stderr.write(`\r${i + 1}/${conversations.length}`);
    }
  } finally {
    await model.dispose();
    await stopLlama();
  }
  return { model: { id, sha256, thresholds }, witnessed };
}

async function readData({ data, limit, bare, streams }: Arguments): Promise<Conversation[]> {
  const labelled = (await Promise.all(data.map(readLabelled))).flat();
  const drawn = draw(labelled, limit, (one) => `${one.source}:${one.label}`, seed);
  const all = streams ? [...drawn, ...longTalks(drawn)] : drawn;
  return bare ? all.map(withoutPunctuation) : all;
}

/** Honest talk joined to streams, for real talk and for calls of a fraud's own trades apart; and frauds in the middle of such talk. */
function longTalks(conversations: readonly Conversation[]): Conversation[] {
  const honest = conversations.filter((one) => one.label === 'normal');
  const near = honest.filter((one) => one.near);
  const streams = [
    ...Map.groupBy(
      honest.filter((one) => one.real ?? one.near),
      (one) => one.source ?? '',
    ),
  ].flatMap(([source, some]) => honestStreams(some, streamMinutes, seed).map((stream) => ({ ...stream, source: `${source}, streams` })));
  const frauds = conversations.filter((one) => one.label === 'fraud' && one.ask_turn != null);
  const late = lateMinutes.flatMap((minutes) =>
    lateFrauds(frauds, near, minutes, seed).map((fraud) => ({ ...fraud, source: `frauds from minute ${minutes}` })),
  );
  return [...streams, ...late];
}

/** Each judge decides on the same answers of the witnesses. The n-grams alone are the control. */
function judgeAll(witnessed: readonly Witnessed[], thresholds: Thresholds): Judged {
  const scored: Judged['scored'] = { guard: [], model: [], ngrams: [], rules: [] };
  const kinds: Judged['kinds'] = [];
  for (const one of witnessed) {
    const { conversation, lines } = one;
    const verdicts = decide(one, thresholds);
    scored.guard.push(scoredBy(one, verdicts));
    scored.model.push(
      byRisk(
        conversation,
        lines.map((line) => line.modelRisk ?? 0),
        thresholds,
      ),
    );
    scored.ngrams.push(
      byRisk(
        conversation,
        verdicts.map((verdict) => verdict.reasons?.ngrams ?? 0),
        thresholds,
      ),
    );
    scored.rules.push(scoredBy(one, decide(one, thresholds, false)));
    const truth = conversation.fraud_type && kindOfType(conversation.fraud_type);
    const named = namedKind(verdicts);
    if (truth && named) kinds.push({ truth, named });
  }
  return { scored, kinds };
}

function makeReport(model: ReportedModel, { scored, kinds }: Judged): EvaluationReport {
  const paired = scored.guard.filter((one) => one.conversation.pair);
  const real = (judge: JudgeName) => scored[judge].filter((one) => one.conversation.real);
  return {
    model,
    real: {
      sources: [...Map.groupBy(real('guard'), (one) => one.conversation.source ?? '')].map(([source, some]) => realTalk(source, some)),
      ranking: { guard: rankingOf(real('guard')), ngrams: rankingOf(real('ngrams')), model: rankingOf(real('model')) },
    },
    rows: (Object.keys(scored) as JudgeName[]).flatMap((judge) => bySource(scored[judge]).map((source) => ({ judge, ...source }))),
    kinds: confuseKinds(kinds),
    pairs: [
      { by: 'kind', groups: groupFrauds(paired, (one) => one.fraud_type ?? null) },
      { by: 'channel', groups: groupFrauds(paired, (one) => one.channel ?? null) },
    ],
    misses: Object.fromEntries(
      [...Map.groupBy(scored.guard, (one) => one.conversation.source ?? '')].map(([source, found]) => [source, misses(found)]),
    ),
  };
}

function toJsonLines(report: EvaluationReport, conversations: number): string {
  const real = report.real.sources.map((source) => ({ event: 'real', ...source }));
  const ranking = { event: 'ranking', ...report.real.ranking };
  const rows = [
    ...report.rows,
    ...real,
    ranking,
    { judge: 'guard', kinds: report.kinds },
    { event: 'done', conversations, ...report.model },
  ];
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** The labelled rows of a file. A row without a source gets the file's name, and so does every row of real talk. */
async function readLabelled(file: string): Promise<Conversation[]> {
  const name = path.basename(file, '.jsonl');
  const rows = (await readConversations(file)).filter((row) => row.label);
  if (rows.length === 0) throw new AppError('not-text', `${file}: no row has a label`);
  const real = path.basename(path.dirname(path.resolve(file))) === 'real' || rows.some((row) => row.real);
  return rows.map((row) => (real ? { ...row, source: name, real: row.real ?? 'recorded' } : { ...row, source: row.source ?? name }));
}

/** A line of punctuation alone becomes an ellipsis, so that the line numbers stay. */
function withoutPunctuation(conversation: Conversation): Conversation {
  const turns = conversation.turns.map((turn) => ({ ...turn, text: turn.text.replace(/[\p{P}\s]+/gu, ' ').trim() || '…' }));
  return { ...conversation, turns };
}

function byRisk(conversation: Conversation, risk: number[], { watch, danger }: Thresholds): Scored {
  return { conversation, risk, watch: risk.map((one) => one >= watch), danger: risk.map((one) => one >= danger), ms: [] };
}

/** Chooses and writes the thresholds. Conversations where the rules alone warn are left out: no threshold could prevent that. */
function calibrate(sha256: string, { scored }: Judged): void {
  const undecided = scored.guard.filter((_, i) => !scored.rules[i]?.watch.includes(true));
  writeThresholds(sha256, chooseThresholds(honestPeaks(undecided)));
}

function honestPeaks(scored: readonly Scored[]): HonestPeak[] {
  return scored
    .filter((one) => one.conversation.label === 'normal')
    .map(({ conversation, risk }) => ({
      source: conversation.source ?? '',
      near: conversation.pair != null || conversation.near === true,
      risk: Math.max(...risk),
    }));
}

function bySource(scored: readonly Scored[]): SourceReport[] {
  const groups = Map.groupBy(scored, (one) => one.conversation.source ?? '');
  return [...groups].map(([source, rows]) => reportSource(source, rows));
}

/** Writes into the catalog's entry of this file, or into the user's own thresholds if the catalog has none. */
function writeThresholds(sha256: string, thresholds: Thresholds): void {
  const file = path.join(modelsFolder, 'catalog.json');
  const catalog = JSON.parse(readFileSync(file, 'utf8'));
  const entry = [catalog.starter, ...catalog.models].find((one) => one.sha256 === sha256);
  if (entry) {
    entry.thresholds = thresholds;
    writeFileSync(file, `${JSON.stringify(catalog, null, 2)}\n`);
  } else {
    keepThresholds(userModelsFolder, sha256, thresholds);
  }
}
