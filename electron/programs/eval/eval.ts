/**
 * `npm run eval -- --data FILE.jsonl… [--model ID|PATH] [--json]`: what the guard is worth, per source, never pooled.
 * Beside the guard stand its parts: the model alone, the n-grams alone (which are the control), and the rules alone.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ModelInfo, Thresholds } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { chooseThresholds, type HonestPeak } from '../../engine/calibration.ts';
import { stopLlama } from '../../engine/llama/start.ts';
import type { RiskModel } from '../../engine/risk-model.ts';
import { keepThresholds } from '../../models/thresholds.ts';
import type { Conversation } from '../../sources/formats/format.ts';
import { type Replayed, Replayer } from '../replay.ts';
import { chooseModel, modelsFolder, readConversations, runProgram, userModelsFolder } from '../terminal.ts';
import { kindOfType } from './kinds.ts';
import { confuseKinds, groupFrauds, type JudgeName, misses, reportSource, type Scored, type SourceReport } from './metrics.ts';
import { type EvaluationReport, toMarkdown, toText } from './report.ts';

const help = `npm run eval -- --data FILE.jsonl… [--model ID|PATH] [--json]
  --data          labelled conversations, one a row; may be given several times
  --model         a model id of models/catalog.json or a path to a .gguf file; default: the starter model
  --json          one JSON object a source and judge
  --calibrate     writes the model's thresholds, chosen on --data: into models/catalog.json for a file that it names by its
                  SHA-256, for any other file into the app's models folder, where the app finds them
  --report FILE   writes the report as Markdown
  --limit N       at most N conversations of each source and label
  --bare          without punctuation, as live captions often come
`;

interface Arguments {
  data: string[];
  model: string | undefined;
  json: boolean;
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

await runProgram(async () => {
  const asked = readArguments();
  if (!asked) return;
  const conversations = await readData(asked);
  const model = await chooseModel(asked.model);
  const { info } = model;
  const judged = await judgeAll(model, conversations);
  if (asked.calibrate) calibrate(info.sha256, judged);
  const report = makeReport(info, judged);
  if (asked.report) {
    mkdirSync(path.dirname(asked.report), { recursive: true });
    writeFileSync(asked.report, toMarkdown(report));
  }
  process.stdout.write(asked.json ? toJsonLines(report, conversations.length) : toText(report));
});

/** @returns null if only the help was asked for. @throws AppError `bad-input`. */
function readArguments(): Arguments | null {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', multiple: true },
      model: { type: 'string' },
      json: { type: 'boolean' },
      calibrate: { type: 'boolean' },
      report: { type: 'string' },
      limit: { type: 'string' },
      bare: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return null;
  }
  const limit = values.limit ? Number(values.limit) : Number.POSITIVE_INFINITY;
  if (!values.data || !(limit >= 1)) throw new AppError('bad-input');
  const { data, model, json = false, calibrate = false, report, bare = false } = values;
  return { data, model, json, calibrate, report, limit, bare };
}

async function readData({ data, limit, bare }: Arguments): Promise<Conversation[]> {
  const written = (await Promise.all(data.map((file) => labelled(file, limit)))).flat();
  return bare ? written.map(withoutPunctuation) : written;
}

/** Judges with the guard, and with the rules alone. The n-grams' and the model's own risks are read from the guard's verdicts. */
async function judgeAll(model: RiskModel, conversations: readonly Conversation[]): Promise<Judged> {
  const { thresholds } = model.info;
  const scored: Judged['scored'] = { guard: [], model: [], ngrams: [], rules: [] };
  const kinds: Judged['kinds'] = [];
  const guard = await Replayer.create(model);
  const rules = await Replayer.create(null);
  try {
    for (const [i, conversation] of conversations.entries()) {
      const { verdicts, alerts } = await guard.judge(conversation.id, conversation.turns);
      const modelRisk = verdicts.map((verdict) => verdict.modelRisk ?? 0);
      const ngramRisk = verdicts.map((verdict) => verdict.reasons?.ngrams ?? 0);
      const guarded = byLevel(conversation, verdicts);
      scored.guard.push(guarded);
      scored.model.push(byRisk(conversation, modelRisk, thresholds, guarded.ms));
      scored.ngrams.push(byRisk(conversation, ngramRisk, thresholds));
      scored.rules.push(byLevel(conversation, (await rules.judge(conversation.id, conversation.turns)).verdicts));
      const truth = conversation.fraud_type && kindOfType(conversation.fraud_type);
      const named = alerts.at(-1)?.kind;
      if (truth && named) kinds.push({ truth, named });
      if (process.stderr.isTTY) process.stderr.write(`\r${i + 1}/${conversations.length}`);
    }
  } finally {
    await guard.dispose();
    await rules.dispose();
    await stopLlama();
  }
  return { scored, kinds };
}

function makeReport({ id, sha256, thresholds }: ModelInfo, { scored, kinds }: Judged): EvaluationReport {
  const paired = scored.guard.filter((one) => one.conversation.pair);
  return {
    model: { id, sha256, thresholds },
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
  const rows = [...report.rows, { judge: 'guard', kinds: report.kinds }, { event: 'done', conversations, ...report.model }];
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** The labelled rows of a file, at most `limit` of each source and label. A row without a source gets the file's name. */
async function labelled(file: string, limit: number): Promise<Conversation[]> {
  const name = path.basename(file, '.jsonl');
  const rows = (await readConversations(file)).map((row) => ({ ...row, source: row.source ?? name }));
  if (!rows.some((row) => row.label)) throw new AppError('not-text', `${file}: no row has a label`);
  const taken = new Map<string, number>();
  return rows.filter((row) => {
    const key = `${row.source}:${row.label}`;
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return row.label && count <= limit;
  });
}

/** A line of punctuation alone becomes an ellipsis, so that the line numbers stay. */
function withoutPunctuation(conversation: Conversation): Conversation {
  const turns = conversation.turns.map((turn) => ({ ...turn, text: turn.text.replace(/[\p{P}\s]+/gu, ' ').trim() || '…' }));
  return { ...conversation, turns };
}

function byLevel(conversation: Conversation, verdicts: Replayed['verdicts']): Scored {
  return {
    conversation,
    risk: verdicts.map((verdict) => verdict.risk),
    watch: verdicts.map((verdict) => verdict.level === 'watch' || verdict.level === 'danger'),
    danger: verdicts.map((verdict) => verdict.level === 'danger'),
    ms: verdicts.map((verdict) => verdict.ms),
  };
}

function byRisk(conversation: Conversation, risk: number[], { watch, danger }: Thresholds, ms: number[] = []): Scored {
  return { conversation, risk, watch: risk.map((one) => one >= watch), danger: risk.map((one) => one >= danger), ms };
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
