/** The models: which are installed, which one judges, what is being downloaded or imported. */
import path from 'node:path';
import { deviceKeys } from '../contract/devices.ts';
import type { Settings as Values } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { checkLora } from '../engine/llama/gguf.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import { ActiveModel } from '../models/active-model.ts';
import { readCatalog } from '../models/catalog.ts';
import { inspectModel } from '../models/import.ts';
import { InstalledModels } from '../models/installed.ts';
import { readInstalledState } from '../models/installed-state.ts';
import { choiceOf } from '../models/load.ts';
import { Transfers } from '../models/transfers/transfers.ts';
import type { Disposer } from '../support/dispose.ts';
import { userModelsFolder } from '../support/folders.ts';
import { logError, logInfo } from '../support/log.ts';
import { systemFetch } from '../support/net.ts';
import type { Windows } from '../windows/open.ts';
import type { Engine } from './engine.ts';
import type { Guard } from './guard.ts';
import type { InferenceServer } from './server.ts';
import type { Settings } from './settings.ts';

/** The settings that decide which model judges, and where. */
const judgeKeys = ['modelPath', 'lora', 'server', ...deviceKeys] as const;

interface ModelsDependencies {
  /** The `models` folder. */
  folder: string;
  engine: Engine;
  guard: Guard;
  settings: Settings;
  server: InferenceServer;
  windows: Windows;
  publish: Publish;
}

type ModelCalls = Extract<keyof Handlers, `models.${string}` | `server.${string}`>;

export interface Models {
  installed: InstalledModels;
  /** Loads what the settings name, and looks at the installed files meanwhile. Resolves when a model is in use or none can be had. */
  begin(): Promise<void>;
  calls: Pick<Handlers, ModelCalls>;
}

export function openModels(
  disposer: Disposer,
  { folder, engine, guard: { pipeline }, settings, server, windows, publish }: ModelsDependencies,
): Models {
  const catalog = readCatalog(folder);
  const installed = new InstalledModels(userModelsFolder(), catalog);
  const crashed = installed.trying;
  const starterFile = path.join(folder, catalog.starter.file);

  const active = new ActiveModel(folder, pipeline, installed, server.connect, engine.load);
  disposer.add('model', () => active.dispose());
  // The starter stands in until the next start, or until the user chooses another model.
  pipeline.on('broken', ({ starter, name }) => {
    if (!starter) void active.setModel({ ...choiceOf(settings.now), file: null, lora: null }, new AppError('model-replaced', name));
  });

  let loading = Promise.resolve();
  const load = (notice?: AppError) => {
    loading = active.setModel(choiceOf(settings.now), notice);
  };
  let reason: AppError | undefined;
  settings.on('changed', (now, before) => {
    const differs = judgeKeys.some((key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]));
    if (differs) load(reason);
  });

  /**
   * Changes which model judges, and waits until it does.
   * @param notice why it is not what the user had chosen.
   */
  async function choose(patch: Partial<Values>, notice?: AppError): Promise<void> {
    const before = loading;
    reason = notice;
    settings.change(patch);
    reason = undefined;
    // Choosing the same model again is a retry.
    if (loading === before) load(notice);
    await loading;
  }

  const report = (error: unknown) => logError('transfer', error);
  const state = () => readInstalledState(catalog, installed, transfers);
  const publishState = () => publish('models', state());
  const transfers = new Transfers({ installed, models: catalog.models, fetch: systemFetch(), changed: publishState, report });
  disposer.add('transfers', () => transfers.dispose());

  /** @throws AppError `not-found` if no such file is installed. */
  function installedFile(file: string, kind: 'model' | 'lora'): string {
    if (installed.find(file)?.kind !== kind) throw new AppError('not-found', file);
    return file;
  }

  const calls: Pick<Handlers, ModelCalls> = {
    'models.state': state,
    'models.download': ({ id }) => transfers.download(id),
    'models.pause': ({ id }) => transfers.pause(id),
    'models.cancel': ({ id }) => transfers.cancel(id),
    'models.import': async ({ place }) => {
      const file = await windows.pickModel();
      if (file === null) return false;
      await transfers.import(file, place);
      return true;
    },
    'models.use': ({ path: file }) => choose({ modelPath: file === null ? null : installedFile(file, 'model'), lora: null }),
    'models.lora': async ({ lora }) => {
      const { modelPath } = settings.now;
      // A LoRA that does not fit is refused before the model in use is given up.
      if (lora) checkLora(await inspectModel(installedFile(lora.path, 'lora')), await inspectModel(modelPath ?? starterFile));
      await choose({ lora });
    },
    'models.remove': async ({ path: file }) => {
      const { modelPath, lora } = settings.now;
      // A file in use cannot be deleted on every system, so another model is loaded first.
      if (file === modelPath) await choose({ modelPath: null, lora: null }, new AppError('model-removed'));
      else if (file === lora?.path) await choose({ lora: null }, new AppError('lora-removed'));
      installed.remove(file);
      publishState();
    },
    ...server.calls(choose),
  };

  return {
    installed,
    calls,
    begin: () => {
      // A file that crashed native code is not loaded again until the user chooses it again.
      if (crashed) void choose({ modelPath: null, lora: null }, new AppError('model-crashed', path.basename(crashed)));
      else load();
      void installed
        .refresh()
        .then(() => transfers.findUnfinished())
        .then(publishState, report);
      void engine.machine().then((found) => logInfo('machine', { found: JSON.stringify(found) }), report);
      return loading;
    },
  };
}
