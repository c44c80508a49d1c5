/** The models: the shelf, the one in use, what is being brought in, and the check. */
import path from 'node:path';
import type { Server } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { RemoteModel } from '../engine/server/model.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import type { Publish } from '../ipc/publish.ts';
import { serverKey } from '../ipc/server-handlers.ts';
import { ModelKeeper } from '../models/active-model.ts';
import { readCatalog } from '../models/catalog.ts';
import { Checker } from '../models/check/checker.ts';
import { Shelf } from '../models/installed.ts';
import { readShelf } from '../models/installed-state.ts';
import { choiceOf } from '../models/load.ts';
import { Transfers } from '../models/transfers/transfers.ts';
import { addCheck } from '../store/checks.ts';
import type { Db } from '../store/open.ts';
import type { Disposer } from '../support/dispose.ts';
import { secretsFile, userModelsFolder } from '../support/folders.ts';
import { logError, logInfo } from '../support/log.ts';
import { systemFetch } from '../support/net.ts';
import { Secrets } from '../support/secrets.ts';
import type { Engine } from './engine.ts';
import type { SettingsInForce } from './settings.ts';

interface Needs {
  db: Db;
  /** The `models` folder. */
  folder: string;
  engine: Engine;
  pipeline: Pipeline;
  settings: SettingsInForce;
  publish: Publish;
}

export type Models = ReturnType<typeof openModels>;

export function openModels(parts: Disposer, { db, folder, engine, pipeline, settings, publish }: Needs) {
  const catalog = readCatalog(folder);
  const shelf = new Shelf(userModelsFolder(), catalog);
  const crashed = shelf.trying;
  const network = systemFetch();
  const secrets = new Secrets(secretsFile());

  const connect = async (server: Server) =>
    new RemoteModel({ ...server, key: await secrets.get(serverKey), thresholds: null, fetch: network });
  const keeper = new ModelKeeper(folder, pipeline, shelf, connect, engine.load);
  const use = (notice?: AppError) => keeper.use(choiceOf(settings.now), notice);
  parts.add('model', () => keeper.dispose());
  // Before: a model that waits for a long import to be judged would hold up the end.
  parts.add('meeting', () => pipeline.dispose());
  // The starter stands in until the next start, or until another model is chosen.
  pipeline.on('broken', ({ starter, name }) => {
    if (!starter) void keeper.use({ ...choiceOf(settings.now), file: null, lora: null }, new AppError('model-replaced', name));
  });

  const report = (error: unknown) => logError('transfer', error);
  const shelfState = () => readShelf(catalog, shelf, transfers);
  const publishShelf = () => publish('shelf', shelfState());
  const transfers = new Transfers({ shelf, models: catalog.models, fetch: network, changed: publishShelf, report });
  parts.add('transfers', () => transfers.dispose());

  const checker = new Checker({
    load: (file, signal) => engine.load({ folder, file, memory: shelf, signal }),
    store: (check) => addCheck(db, check),
    changed: (progress) => publish('check', progress),
    report: (error) => logError('check', error),
    now: Date.now,
  });
  parts.add('check', () => checker.stop());
  // A check makes way for a meeting.
  pipeline.on('state', (state) => state.guarding && checker.progress.running && void checker.stop());

  /** Resolves when a model is in use or none can be had; what lies on the shelf is looked at meanwhile. */
  function begin(): Promise<void> {
    const ready = use(crashed ? new AppError('model-crashed', path.basename(crashed)) : undefined);
    void shelf
      .refresh()
      .then(() => transfers.recall())
      .then(publishShelf, report);
    void engine.machine().then((found) => logInfo('machine', { found: JSON.stringify(found) }), report);
    return ready;
  }

  return {
    shelf,
    transfers,
    checker,
    /** The organisation's server. */
    server: { secrets, fetch: network },
    starterFile: path.join(folder, catalog.starter.file),
    /** The file over which native code crashed the last time; null: none. */
    crashed,
    shelfState,
    publishShelf,
    /** Loads what the settings say. @param notice why it is not what the user had chosen. */
    use,
    begin,
  };
}
