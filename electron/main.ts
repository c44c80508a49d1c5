/** The composition root: opens the parts in order and joins them. They close in reverse (support/quit.ts). */
import { app, session } from 'electron';
import { openCalls } from './app/calls.ts';
import { openCaptions } from './app/captions.ts';
import { demoFolder, playDemo } from './app/demo.ts';
import { openEngine } from './app/engine.ts';
import { openPipeline } from './app/guard.ts';
import { openModels } from './app/models.ts';
import { SettingsInForce } from './app/settings.ts';
import { openSources } from './app/sources.ts';
import { openDatabase } from './app/store.ts';
import type { Settings } from './contract/domain.ts';
import { publisher } from './ipc/publish.ts';
import { changeSettings, readSettings } from './store/settings.ts';
import { Disposer } from './support/dispose.ts';
import { modelsFolder } from './support/folders.ts';
import { logInfo, startLog } from './support/log.ts';
import { readOptions } from './support/options.ts';
import { quitInOrder } from './support/quit.ts';
import { rendererPath } from './windows/create.ts';
import { guardContents, guardSession } from './windows/guards.ts';
import { Windows } from './windows/open.ts';
import { registerScheme, serveFiles } from './windows/protocol.ts';

const options = readOptions(process.argv.slice(1));
const parts = new Disposer();

// Root on a development machine can only run Chromium with --no-sandbox; this call would take that away from its helpers.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();
guardContents();
// The demo has a folder of its own: it never touches what the user has kept.
if (options.demo) app.setPath('userData', demoFolder(options.out));

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.exit(0);
}

async function start(): Promise<void> {
  startLog(app.getPath('logs'));
  serveFiles(rendererPath);

  const db = openDatabase(parts, options.demo);
  if (!db) return;
  const settings = new SettingsInForce(readSettings(db));
  const engine = openEngine(parts, settings);

  const windows = new Windows();
  guardSession(session.defaultSession, (contents) => contents !== null && contents === windows.contentsOf('capture'));
  const publish = publisher((name) => windows.contentsOf(name));

  const pipeline = openPipeline(parts, { db, settings, windows, publish });
  const models = openModels(parts, { db, folder: modelsFolder(options.models), engine, pipeline, settings, publish });
  const sources = openSources(parts, { db, pipeline, publish });
  const captions = openCaptions(parts, { pipeline, windows, publish });

  const settingsChanged = (changed: Settings) => settings.follow(changed, { models, pipeline, windows });
  settingsChanged(settings.now);
  const version = app.getVersion();
  openCalls(parts, { db, pipeline, engine, models, sources, captions, windows, publish, version, settingsChanged });

  const { main, overlay } = windows.open();
  // Last in, first out: no window is left to call a service that is gone.
  parts.add('windows', () => windows.close());
  quitInOrder(parts);

  // A file that native code crashed over is not tried again by itself.
  if (models.crashed) settingsChanged(changeSettings(db, { modelPath: null, lora: null }));
  if (settings.now.localApi) sources.listen();
  const modelReady = models.begin();
  logInfo('started', { version, electron: process.versions.electron });
  if (options.demo) {
    await modelReady;
    await playDemo({ options, pipeline, windows: { main, overlay }, databasePath: db.name });
    app.quit();
  }
}
