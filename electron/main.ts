/** The composition root: opens the features in order and serves their calls. They close in reverse (support/quit.ts). */
import { app, session } from 'electron';
import { openAnnouncements } from './app/announce.ts';
import { openAutostart } from './app/autostart.ts';
import { openCaptions } from './app/captions.ts';
import { openChecks } from './app/checks.ts';
import { openClosing } from './app/closing.ts';
import { demoFolder, playDemo } from './app/demo.ts';
import { DesktopState } from './app/desktop.ts';
import { openEngine } from './app/engine.ts';
import { openExposure } from './app/exposure.ts';
import { openGuard } from './app/guard.ts';
import { historyCalls } from './app/history.ts';
import { InputsState } from './app/inputs.ts';
import { openLocalApi } from './app/local-api.ts';
import { openMeetings } from './app/meetings.ts';
import { openModels } from './app/models.ts';
import { openQuestion } from './app/question.ts';
import { openServer } from './app/server.ts';
import { openSettings } from './app/settings.ts';
import { openShortcuts } from './app/shortcuts.ts';
import { snapshotCalls } from './app/snapshot.ts';
import { openSources } from './app/sources.ts';
import { openDatabase } from './app/store.ts';
import { Texts } from './app/texts.ts';
import { openTray } from './app/tray.ts';
import { followWindows, makeWindows, rememberedPlaces } from './app/windows.ts';
import { serve } from './ipc/serve.ts';
import { startedAtLogin } from './support/autostart.ts';
import { Disposer } from './support/dispose.ts';
import { modelsFolder } from './support/folders.ts';
import { logError, logInfo, startLog } from './support/log.ts';
import { readOptions } from './support/options.ts';
import { quitInOrder } from './support/quit.ts';
import { rendererPath } from './windows/create.ts';
import { addDevTools } from './windows/development.ts';
import { guardContents, guardSession } from './windows/guards.ts';
import { registerScheme, serveFiles } from './windows/protocol.ts';

const options = readOptions(process.argv.slice(1));
const disposer = new Disposer();

// Root on a development machine can run Chromium only with --no-sandbox; `enableSandbox` would override that for helper processes.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();
guardContents();
if (import.meta.env.DEV) addDevTools();
// The demo has a folder of its own, so it never touches the user's data.
if (options.demo) app.setPath('userData', demoFolder(options.out));

// In development a rebuilt app starts while the one before is still closing.
if (import.meta.env.DEV || app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.exit(0);
}

async function start(): Promise<void> {
  startLog(app.getPath('logs'));
  serveFiles(rendererPath);

  const db = openDatabase(disposer, options.demo);
  if (!db) return;
  const windowPart = makeWindows(!app.isPackaged);
  const { windows, publish } = windowPart;
  guardSession(session.defaultSession, (contents) => contents !== null && contents === windows.contentsOf('capture'));
  const { settings, calls: settingsCalls } = openSettings(db, publish);
  const inputs = new InputsState(publish);
  const desktop = new DesktopState(publish);
  const texts = new Texts(settings);
  const engine = openEngine(disposer, settings);
  const guard = openGuard({ db, settings, publish });
  const { pipeline } = guard;
  const { mayEnd, calls: questionCalls } = openQuestion({ guard, windows, publish, texts });
  const end = quitInOrder(disposer, () => mayEnd('quit'));
  const server = openServer(settings);
  const folder = modelsFolder(options.models);
  const models = openModels(disposer, { folder, engine, guard, settings, server, windows, publish });
  // The guard closes before the model: closing the model waits until every line is judged, unless the guard has closed.
  disposer.add('guard', () => pipeline.dispose());
  const checks = openChecks(disposer, { db, folder, engine, guard, models, publish });
  const sources = openSources(disposer, { guard, inputs, settings });
  const localApi = openLocalApi(disposer, { db, guard, inputs, settings });
  const captions = openCaptions(disposer, { guard, inputs, settings, windows, publish });
  const exposure = openExposure(disposer, { guard, settings, desktop, windows, publish });
  const announcements = openAnnouncements({ guard, settings, desktop, windows, publish, texts });
  const meetings = openMeetings(disposer, { guard, captions, settings, desktop, windows, publish, texts });
  const closing = openClosing({ guard, settings, desktop, windows, texts, mayEnd, end });
  const autostart = openAutostart(settings);

  const version = app.getVersion();
  const stopServing = serve(
    {
      ...snapshotCalls({ db, pipeline, settings, inputs, desktop, version }),
      ...windowPart.calls,
      ...questionCalls,
      ...settingsCalls,
      ...engine.calls,
      ...guard.calls,
      ...models.calls,
      ...checks.calls,
      ...sources.calls,
      ...localApi.calls,
      ...captions.calls,
      ...exposure.calls,
      ...announcements.calls,
      ...autostart.calls,
      ...historyCalls(db, pipeline),
    },
    (contents) => windows.nameOf(contents),
    (name, error) => logError(`call ${name}`, error),
    !app.isPackaged,
  );
  disposer.add('ipc', stopServing);

  const hidden = options.hidden || startedAtLogin();
  const { main, overlay } = windows.open(rememberedPlaces(settings), hidden);
  followWindows(windowPart, settings, guard);
  openShortcuts(disposer, { settings, desktop, windows, publish });
  void openTray(disposer, { guard, inputs, settings, desktop, windows, publish, texts, closing, mayEnd, meetings }).then(() => {
    // Without a tray the window must stay within reach.
    if (hidden && !desktop.now.tray) windows.minimiseMain();
  });
  // The windows close first, so that none calls a service that is gone.
  disposer.add('windows', () => windows.close());

  localApi.begin();
  meetings.begin();
  const modelReady = models.begin();
  logInfo('started', { version, electron: process.versions.electron });
  if (options.demo) {
    await modelReady;
    await playDemo({ options, pipeline, windows: { main, overlay }, databasePath: db.name });
    app.quit();
  }
}
