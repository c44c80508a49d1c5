/** `npm run bench -- [--model ID|PATH] [--json]`: what the guard costs, as ratios measured in one run. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { anyDevice, deviceWishSchema } from '../../contract/devices.ts';
import { AppError } from '../../contract/result.ts';
import { stopLlama } from '../../engine/llama/start.ts';
import { readCatalog } from '../../models/catalog.ts';
import { chooseModel, modelsFolder, runProgram } from '../terminal.ts';
import { readWholeGguf } from './gguf.ts';
import { measureJudging } from './judging.ts';
import { type Measure, toRow, toTable } from './measure.ts';
import { measureRules, measureStore } from './rest.ts';
import { makeShape, qwen2Half } from './shape.ts';
import { measureStart, memoryOf, startOnce } from './start.ts';

const help = `npm run bench -- [--model ID|PATH]… [--context N] [--json]
  --model    a model id of models/catalog.json or a path to a .gguf file; may be given several times.
             Default: the starter model, and a model of Qwen2-0.5B's shape with random weights (made in .cache, 0.5 GB)
  --context  tokens of a meeting in view, instead of the app's default
  --json     one JSON object a measure, as soon as it is known
  --start    one start of one model and nothing else; the bench runs it as a process of its own
Ratios hold on any machine, if nothing else runs there; it takes some minutes.
`;

const randomModel = path.join(modelsFolder, '../.cache/bench/qwen2-0.5b-shape.gguf');

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', multiple: true },
      context: { type: 'string' },
      json: { type: 'boolean' },
      start: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const contextTokens = values.context === undefined ? null : Number(values.context);
  const device = deviceWishSchema.safeParse({ ...anyDevice, contextTokens }).data;
  if (!device) throw new AppError('bad-input');
  const load = (wanted: string | undefined) => chooseModel(wanted, device);
  const measures: Measure[] = [];
  const report = (found: readonly Measure[]) => {
    measures.push(...found);
    if (values.json) for (const one of found) process.stdout.write(`${JSON.stringify(toRow(one))}\n`);
  };
  const onStep = (step: string) => process.stderr.write(`${step}\n`);
  try {
    if (values.start) {
      process.stdout.write(`${JSON.stringify(await startOnce(() => load(values.model?.[0])))}\n`);
      return;
    }
    for (const wanted of values.model ?? [undefined, shapeFile(onStep)]) {
      onStep(`starting with ${wanted === undefined ? 'the starter model' : path.basename(wanted)}`);
      const which = wanted === undefined ? [] : ['--model', wanted];
      const context = values.context === undefined ? [] : ['--context', values.context];
      report(await measureStart([import.meta.filename, '--start', ...which, ...context]));
      const before = process.memoryUsage.rss();
      const model = await load(wanted);
      try {
        report([memoryOf(model.info, before)]);
        report(await measureJudging(model, model.info.id, onStep));
      } finally {
        await model.dispose();
      }
    }
    report([measureStore(), measureRules()]);
  } finally {
    await stopLlama();
  }
  if (!values.json) process.stdout.write(toTable(measures));
});

/** The path of the model with random weights. */
function shapeFile(onStep: (step: string) => void): string {
  onStep("making a model of Qwen2-0.5B's shape, unless it is there");
  return makeShape(randomModel, qwen2Half, readWholeGguf(path.join(modelsFolder, readCatalog(modelsFolder).starter.file)).metadata);
}
