/** `npm run judge -- FILE… [--model ID|PATH] [--json]`: judges transcripts line by line as live. */
import { parseArgs } from 'node:util';
import type { Turn } from '../contract/domain.ts';
import fileEndings from '../contract/file-endings.json' with { type: 'json' };
import { AppError } from '../contract/result.ts';
import { stopLlama } from '../engine/llama/start.ts';
import { type Replayed, Replayer } from './replay.ts';
import { chooseModel, readConversations, runProgram } from './terminal.ts';

const help = `npm run judge -- FILE… [--model ID|PATH] [--json]
  FILE      ${fileEndings.map((ending) => `.${ending}`).join(' ')}; a .jsonl file has one conversation a row: {"id","turns":[{"speaker","text"}]}
  --model   a model id of models/catalog.json or a path to a .gguf file; default: the starter model
  --json    one JSON object a conversation: id, risk, level, alert_line, kind, stage, ms
`;

await runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { model: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (positionals.length === 0) throw new AppError('bad-input');
  const conversations = (await Promise.all(positionals.map(readConversations))).flat();
  const replayer = await Replayer.create(await chooseModel(values.model));
  try {
    for (const { id, turns } of conversations) {
      const judged = await replayer.judge(id, turns);
      process.stdout.write(values.json ? `${JSON.stringify(toRow(id, judged))}\n` : toText(id, turns, judged));
    }
  } finally {
    await replayer.dispose();
    await stopLlama();
  }
});

/** `alert_line`: the line of the first alert, from 0. `kind`: that of the last alert; null without alerts. */
function toRow(id: string, { verdicts, alerts }: Replayed) {
  return {
    id,
    risk: verdicts.map((verdict) => Number(verdict.risk.toFixed(4))),
    level: verdicts.map((verdict) => verdict.level),
    alert_line: alerts[0]?.seq ?? null,
    kind: alerts.at(-1)?.kind ?? null,
    stage: verdicts.map((verdict) => verdict.stage),
    ms: verdicts.map((verdict) => Number(verdict.ms.toFixed(1))),
  };
}

function toText(id: string, turns: readonly Turn[], { verdicts, alerts }: Replayed): string {
  const raised = new Map(alerts.map((alert) => [alert.seq, alert]));
  const lines = turns.map((turn, i) => {
    const verdict = verdicts[i];
    const alert = raised.get(i);
    const mark = alert ? `  ← ${alert.level}: ${alert.kind}` : '';
    return `${verdict?.risk.toFixed(2) ?? '    '} ${(verdict?.level ?? '').padEnd(7)} ${turn.speaker ? `${turn.speaker}：` : ''}${turn.text}${mark}`;
  });
  return `${id}\n${lines.join('\n')}\n\n`;
}
