/**
 * `npm run eval -- --data FILE.jsonl… [--model ID|PATH] [--json]`: what the guard is worth, per source, never pooled.
 * The guard stands beside what it is made of, the model alone and the rules alone, and beside the n-gram control.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Thresholds } from '../../contract/domain.ts';
import { AppError } from '../../contract/result.ts';
import { chooseThresholds, type HonestPeak } from '../../engine/calibration.ts';
import { stopLlama } from '../../engine/llama/start.ts';
import { keepThresholds } from '../../models/thresholds.ts';
import type { Conversation } from '../../sources/formats/format.ts';
import { type Replayed, Replayer } from '../replay.ts';
import { chooseModel, modelsFolder, readConversations, runProgram, userModelsFolder } from '../terminal.ts';
import { type Control, controlRisks, trainControl } from './control.ts';
import { kindOfType } from './kinds.ts';
import { confuseKinds, groupFrauds, type JudgeName, misses, reportSource, type Scored, type SourceReport } from './metrics.ts';
import { type EvaluationReport, intoCard, toMarkdown, toText } from './report.ts';

const help = `npm run eval -- --data FILE.jsonl… [--model ID|PATH] [--json]
  --data          labelled conversations, one a row; may be given several times
  --model         a model id of models/catalog.json or a path to a .gguf file; default: the starter model
  --json          one JSON object a source and judge
  --control FILE  also trains the n-gram control on these conversations …
  --tune FILE     … and chooses its thresholds on these, as --calibrate chooses the model's
  --calibrate     writes the model's thresholds, chosen on --data: into models/catalog.json for a file that it names by its
                  SHA-256, for any other file into the app's models folder, where the app finds them
  --report FILE   writes the report as Markdown
  --card FILE     puts the scores into this model card
  --limit N       at most N conversations of each source and label
  --bare          without punctuation, as live captions often come
`;

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', multiple: true },
      model: { type: 'string' },
      json: { type: 'boolean' },
      control: { type: 'string' },
      tune: { type: 'string' },
      calibrate: { type: 'boolean' },
      report: { type: 'string' },
      card: { type: 'string' },
      limit: { type: 'string' },
      bare: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (!values.data || (values.control && !values.tune)) throw new AppError('bad-input');
  const limit = values.limit ? Number(values.limit) : Number.POSITIVE_INFINITY;
  if (!(limit >= 1)) throw new AppError('bad-input');
  const written = (await Promise.all(values.data.map((file) => labelled(file, limit)))).flat();
  const conversations = values.bare ? written.map(bare) : written;
  const control = values.control
    ? tuned(trainControl(await readConversations(values.control)), await labelled(values.tune as string, limit))
    : null;
  const rows: Record<JudgeName, Scored[]> = { guard: [], model: [], wording: [], rules: [], control: [] };
  const kinds: { truth: string; named: string }[] = [];

  const model = await chooseModel(values.model);
  const { thresholds, id, sha256 } = model.info;
  const guard = await Replayer.create(model);
  const rules = await Replayer.create(null);
  try {
    for (const [i, conversation] of conversations.entries()) {
      const judged = await guard.judge(conversation.id, conversation.turns);
      rows.guard.push(byLevel(conversation, judged));
      const wording = judged.verdicts.map((verdict) => verdict.reasons?.ngrams ?? 0);
      rows.wording.push(byRisk(conversation, wording, thresholds));
      const modelRisk = judged.verdicts.map((verdict) => verdict.modelRisk ?? 0);
      rows.model.push(byRisk(conversation, modelRisk, thresholds, rows.guard.at(-1)?.ms));
      rows.rules.push(byLevel(conversation, await rules.judge(conversation.id, conversation.turns)));
      if (control) rows.control.push(byRisk(conversation, controlRisks(control.control, conversation.turns), control.thresholds));
      const truth = conversation.fraud_type && kindOfType(conversation.fraud_type);
      const named = judged.alerts.at(-1)?.kind;
      if (truth && named) kinds.push({ truth, named });
      if (process.stderr.isTTY) process.stderr.write(`\r${i + 1}/${conversations.length}`);
    }
  } finally {
    await guard.dispose();
    await rules.dispose();
    await stopLlama();
  }

  // Where the rules alarm by themselves, no threshold of the model's could have kept the guard calm.
  const undecided = rows.guard.filter((_, i) => !rows.rules[i]?.watch.includes(true));
  if (values.calibrate) writeThresholds(sha256, chooseThresholds(honestPeaks(undecided)));
  const paired = rows.guard.filter((one) => one.conversation.pair);
  const report: EvaluationReport = {
    model: { id, sha256, thresholds },
    control: control?.thresholds ?? null,
    rows: (Object.keys(rows) as JudgeName[]).flatMap((judge) => bySource(rows[judge]).map((source) => ({ judge, ...source }))),
    kinds: confuseKinds(kinds),
    pairs: [
      { by: 'kind', groups: groupFrauds(paired, (one) => one.fraud_type ?? null) },
      { by: 'channel', groups: groupFrauds(paired, (one) => one.channel ?? null) },
    ],
    misses: Object.fromEntries(
      [...Map.groupBy(rows.guard, (one) => one.conversation.source ?? '')].map(([source, found]) => [source, misses(found)]),
    ),
  };
  if (values.report) {
    mkdirSync(path.dirname(values.report), { recursive: true });
    writeFileSync(values.report, toMarkdown(report));
  }
  if (values.card) writeFileSync(values.card, intoCard(readFileSync(values.card, 'utf8'), report));
  const lines = [
    ...report.rows,
    { judge: 'guard', kinds: report.kinds },
    { event: 'done', conversations: conversations.length, ...report.model },
  ];
  process.stdout.write(values.json ? lines.map((row) => `${JSON.stringify(row)}\n`).join('') : toText(report));
});

/** The labelled rows of a file, at most `limit` of each source and label. A row without a source belongs to its file. */
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

/** A line that was nothing but marks keeps its place. */
function bare(conversation: Conversation): Conversation {
  const turns = conversation.turns.map((turn) => ({ ...turn, text: turn.text.replace(/[\p{P}\s]+/gu, ' ').trim() || '…' }));
  return { ...conversation, turns };
}

function byLevel(conversation: Conversation, { verdicts }: Replayed): Scored {
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

function tuned(control: Control, conversations: readonly Conversation[]): { control: Control; thresholds: Thresholds } {
  const scored = conversations.map((one) => byRisk(one, controlRisks(control, one.turns), { watch: 1, danger: 1 }));
  return { control, thresholds: chooseThresholds(honestPeaks(scored)) };
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

/** Thresholds belong to one exact file: into the catalog's entry for it, or among the user's own. */
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
