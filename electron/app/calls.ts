/** The windows' calls: each part handed to the handlers that need it, and served. */
import type { CaptionReader } from '../captions/reader.ts';
import type { Settings } from '../contract/domain.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import { makeHandlers } from '../ipc/handlers.ts';
import type { Publish } from '../ipc/publish.ts';
import { serve } from '../ipc/serve.ts';
import type { Db } from '../store/open.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import type { Windows } from '../windows/open.ts';
import type { Engine } from './engine.ts';
import type { Models } from './models.ts';
import type { Sources } from './sources.ts';

interface Needs {
  db: Db;
  pipeline: Pipeline;
  engine: Engine;
  models: Models;
  sources: Sources;
  captions: CaptionReader;
  windows: Windows;
  publish: Publish;
  version: string;
  settingsChanged(settings: Settings): void;
}

export function openCalls(parts: Disposer, needs: Needs): void {
  const { db, pipeline, engine, models, sources, captions, windows, publish, version, settingsChanged } = needs;
  const { shelf, transfers, publishShelf, starterFile } = models;
  const handlers = makeHandlers({
    db,
    pipeline,
    feed: sources.feed,
    files: sources.files,
    clipboard: sources.clipboard,
    api: sources.api,
    inputs: sources.inputs,
    captions,
    publish,
    checker: models.checker,
    machine: engine.machine,
    version,
    shelfState: models.shelfState,
    useModel: models.use,
    server: models.server,
    models: { shelf, transfers, publishShelf, starterFile, pickModel: () => windows.pickModel() },
    settingsChanged,
    sizeOverlay: (size) => windows.sizeOverlay(size),
    showMain: () => windows.showMain(),
  });
  const ended = serve(
    handlers,
    (contents) => windows.nameOf(contents),
    (name, error) => logError(`call ${name}`, error),
  );
  parts.add('ipc', ended);
}
