/** `npm run model:check -- [--model ID|PATH]… [--json]`: the source document's trials on each installed model. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Check } from '../contract/check.ts';
import { toFailure } from '../contract/result.ts';
import { stopLlama } from '../engine/llama/start.ts';
import { readCatalog } from '../models/catalog.ts';
import { recommend } from '../models/check/criteria.ts';
import { toText } from '../models/check/report.ts';
import { checkModel } from '../models/check/run.ts';
import { trialPlans } from '../models/check/trials.ts';
import { InstalledModels } from '../models/installed.ts';
import { chooseModel, modelsFolder, runProgram } from './terminal.ts';
import { userDataFolder } from './user-data.ts';

const help = `npm run model:check -- [--model ID|PATH]… [--json] [--debug]
  --model   a model id of models/catalog.json or a path to a .gguf file; may be given several times.
            Default: the starter model and every model in the app's own models folder
  --json    one JSON object a model with all its answers, at last {"event":"done","recommended":…}
  --debug   also the rendered prompts, token ids and raw output
`;

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      debug: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const wanted = values.model ?? [undefined, ...installedModels()];
  const checks: Check[] = [];
  const print = (row: object) => process.stdout.write(`${JSON.stringify(row)}\n`);
  try {
    for (const one of wanted) {
      try {
        const check = await checkOne(one);
        checks.push(check);
        if (values.json) print(check);
        else process.stdout.write(`${toText(check, values.debug ?? false)}\n`);
      } catch (error) {
        // With several models, a model that cannot be loaded is a result and no failure of the program.
        const failure = toFailure(error);
        if (wanted.length === 1 || failure.code === 'internal') throw error;
        if (values.json) print({ path: one, fits: false, failure });
        else process.stdout.write(`${one} — ${failure.code} ${failure.detail ?? ''}\n\n`);
      }
    }
  } finally {
    await stopLlama();
  }
  const best = recommend(checks);
  if (values.json)
    print({ event: 'done', models: wanted.length, recommended: best && { name: best.name, path: best.path, sha256: best.sha256 } });
  else
    process.stdout.write(best ? `The smallest that fits: ${best.name}\n` : 'None of them fits; the guard judges with the starter model.\n');
});

async function checkOne(wanted: string | undefined): Promise<Check> {
  const model = await chooseModel(wanted);
  try {
    const onProgress = (trial: number, text: string) => {
      if (text === '') process.stderr.write(`${model.info.name}: ${trialPlans[trial]?.id}\n`);
    };
    return await checkModel(model, { at: Date.now(), onProgress });
  } finally {
    await model.dispose();
  }
}

/** Paths of the models that are installed in the app. */
function installedModels(): string[] {
  const folder = path.join(userDataFolder(), 'models');
  if (!existsSync(folder)) return [];
  const installed = new InstalledModels(folder, readCatalog(modelsFolder));
  return installed.list().flatMap((one) => (one.kind === 'model' && one.present ? [one.path] : []));
}
