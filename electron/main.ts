/** The composition root: opens the parts in order, joins them, and closes them in reverse. */
import path from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, session } from 'electron';
import { CaptionReader } from './capture/captions.ts';
import { RecogniserHost } from './capture/system/host.ts';
import { isShown, whyNoPicture } from './capture/system/shown.ts';
import { deviceKeys, deviceWishSchema } from './contract/devices.ts';
import { type Inputs, type ModelInfo, noInputs, type Server, type Settings } from './contract/domain.ts';
import type { WindowName } from './contract/names.ts';
import { AppError, toFailure } from './contract/result.ts';
import { demoFolder, playDemo } from './demo.ts';
import { readMachine, startLlama, stopLlama } from './engine/llama-start.ts';
import { RemoteModel } from './engine/remote.ts';
import { startApi } from './ipc/api-handlers.ts';
import { makeHandlers } from './ipc/handlers.ts';
import { publisher } from './ipc/publish.ts';
import { serve } from './ipc/serve.ts';
import { serverKey } from './ipc/server-handlers.ts';
import { readCatalog } from './models/catalog.ts';
import { Checker } from './models/check/checker.ts';
import { ModelKeeper } from './models/keeper.ts';
import { choiceOf, loadModel } from './models/load.ts';
import { Shelf } from './models/shelf.ts';
import { readShelf } from './models/shelf-state.ts';
import { Transfers } from './models/transfers.ts';
import { Pipeline } from './pipeline.ts';
import { ClipboardWatch } from './sources/clipboard-watch.ts';
import { Feed } from './sources/feed.ts';
import { FileImport } from './sources/import.ts';
import { readInThread } from './sources/in-thread.ts';
import { Desk } from './sources/local-api/desk.ts';
import { LocalApi } from './sources/local-api/server.ts';
import { readApiAccess } from './store/api-access.ts';
import { addCheck } from './store/checks.ts';
import { closeStore, type Db, openStore } from './store/open.ts';
import { changeSettings, readSettings } from './store/settings.ts';
import { clipboardFormats, clipboardText } from './support/clipboard.ts';
import { Disposer } from './support/dispose.ts';
import { databaseFile, modelsFolder, secretsFile, userModelsFolder } from './support/folders.ts';
import { presentCards } from './support/graphics.ts';
import { logError, logInfo, startLog } from './support/log.ts';
import { systemFetch } from './support/net.ts';
import { readOptions } from './support/options.ts';
import { Secrets } from './support/secrets.ts';
import { startupSentence } from './support/startup-sentence.ts';
import { createCaptureWindow, createMainWindow, createOverlayWindow, placeOverlay, preloadPath, rendererPath } from './windows/create.ts';
import { guardContents, guardSession } from './windows/guards.ts';
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

  const db = openDatabase();
  if (!db) return;
  parts.add('store', () => closeStore(db));
  parts.add('llama', stopLlama);

  const windows: Record<WindowName, BrowserWindow | null> = { main: null, overlay: null, capture: null };
  guardSession(session.defaultSession, (contents) => contents !== null && contents === windows.capture?.webContents);
  const publish = publisher((name) => windows[name]?.webContents ?? null);
  const pipeline = new Pipeline(db);
  pipeline.on('state', (state) => {
    publish('state', state);
    showOverlay(windows.overlay, state.guarding && settings.overlay);
  });
  pipeline.on('line', (line) => publish('line', line));
  pipeline.on('verdict', (verdict) => publish('verdict', verdict));
  pipeline.on('alert', (alert) => publish('alert', alert));
  pipeline.on('problem', (error) => logError('pipeline', error));
  parts.add('pipeline', () => pipeline.dispose());
  const folder = modelsFolder(options.models);
  const catalog = readCatalog(folder);
  const shelf = new Shelf(userModelsFolder(), catalog);
  const network = systemFetch();
  const secrets = new Secrets(secretsFile());
  const connect = async (server: Server) =>
    new RemoteModel({ ...server, key: await secrets.get(serverKey), thresholds: null, fetch: network });
  const present = presentCards();
  const load: typeof loadModel = async (choice) => {
    const model = await loadModel({ ...choice, device: deviceWishSchema.parse(settings), present: await present });
    logInfo('model', factsOf(model.info));
    return model;
  };
  const machine = async () => await readMachine(await startLlama(deviceWishSchema.parse(settings)), await present);
  const keeper = new ModelKeeper(folder, pipeline, shelf, connect, load);
  parts.add('model', () => keeper.dispose());
  // Before: a model that waits for a long import to be judged would hold up the end.
  parts.add('meeting', () => pipeline.dispose());
  const report = (error: unknown) => logError('transfer', error);
  const shelfState = () => readShelf(catalog, shelf, transfers);
  const publishShelf = () => publish('shelf', shelfState());
  const transfers = new Transfers({ shelf, models: catalog.models, fetch: network, changed: publishShelf, report });
  parts.add('transfers', () => transfers.dispose());
  const checker = new Checker({
    load: (file, signal) => load({ folder, file, memory: shelf, signal }),
    store: (check) => addCheck(db, check),
    changed: (progress) => publish('check', progress),
    report: (error) => logError('check', error),
    now: Date.now,
  });
  parts.add('check', () => checker.stop());
  // A check makes way for a meeting.
  pipeline.on('state', (state) => state.guarding && checker.progress.running && void checker.stop());
  const feed = new Feed(pipeline);
  parts.add('feed', () => feed.stopSample());
  let inputs = noInputs;
  const tellInputs = (change: Partial<Inputs>) => {
    inputs = { ...inputs, ...change };
    publish('inputs', inputs);
  };
  const files = new FileImport(pipeline, readInThread, (importing) => tellInputs({ importing }));
  parts.add('files', () => files.cancel());
  const clipboard = { formats: clipboardFormats, text: clipboardText };
  const failed = (error: unknown) => logError('clipboard', error);
  const clipboardWatch = new ClipboardWatch(clipboard, pipeline, (on) => tellInputs({ clipboard: on }), failed);
  parts.add('clipboard', () => clipboardWatch.stop());
  pipeline.on('state', (state) => state.guarding || clipboardWatch.stop());
  const desk = new Desk(pipeline, Date.now, (error) => logError('local api', error));
  const api = new LocalApi({ desk, tokenHash: () => readApiAccess(db).tokenHash, tell: (state) => tellInputs({ api: state }) });
  parts.add('local api', () => api.stop());
  pipeline.on('state', () => api.guardingChanged());

  const recogniser = new RecogniserHost();
  const captions = new CaptionReader({
    add: (turns) => void pipeline.add(turns),
    read: (strip) => recogniser.read(strip),
    open: openCapture,
    close: closeCapture,
    isShown,
    whyNoPicture,
    changed: (state) => pipeline.captionsChanged(state),
    preview: (preview) => publish('captions', preview),
    report: (error) => logError('captions', error),
    now: Date.now,
  });
  parts.add('captions', () => captions.stop());
  pipeline.on('state', (state) => state.guarding || captions.meetingEnded());
  function openCapture(): void {
    windows.capture?.destroy();
    const window = createCaptureWindow(preloadPath);
    windows.capture = window;
    // Its task is still there: a fresh page goes on with it.
    window.webContents.on('render-process-gone', () => setTimeout(() => windows.capture === window && openCapture(), 1_000));
  }
  function closeCapture(): void {
    windows.capture?.destroy();
    windows.capture = null;
    recogniser.rest();
  }

  let settings = readSettings(db);
  // Half a second that passes while the windows open. Its failure is met again, and told, when a model is loaded.
  startLlama(deviceWishSchema.parse(settings)).catch(() => {});
  const settingsChanged = (changed: Settings) => {
    const moved = deviceKeys.some((key) => changed[key] !== settings[key]);
    settings = changed;
    if (moved) void keeper.use(choiceOf(settings));
    nativeTheme.themeSource = changed.theme;
    showOverlay(windows.overlay, pipeline.guarding && changed.overlay);
  };
  settingsChanged(settings);

  const useModel = (notice?: AppError) => keeper.use(choiceOf(settings), notice);
  // The starter stands in until the next start, or until another model is chosen.
  pipeline.on('broken', ({ starter, name }) => {
    if (!starter) void keeper.use({ ...choiceOf(settings), file: null, lora: null }, new AppError('model-replaced', name));
  });
  const handlers = makeHandlers({
    db,
    pipeline,
    feed,
    files,
    clipboard: clipboardWatch,
    api,
    captions,
    inputs: () => inputs,
    publish,
    checker,
    machine,
    version: app.getVersion(),
    shelfState,
    useModel,
    server: { secrets, fetch: network },
    models: {
      shelf,
      transfers,
      publishShelf,
      starterFile: path.join(folder, catalog.starter.file),
      pickModel: () => pickModel(windows.main),
    },
    settingsChanged,
    sizeOverlay: (size) => windows.overlay && placeOverlay(windows.overlay, size),
    showMain: () => windows.main?.show(),
  });
  const windowOf = (contents: Electron.WebContents): WindowName | null =>
    (['main', 'overlay', 'capture'] as const).find((name) => windows[name]?.webContents === contents) ?? null;
  parts.add(
    'ipc',
    serve(handlers, windowOf, (name, error) => logError(`call ${name}`, error)),
  );

  windows.main = createMainWindow(preloadPath);
  windows.overlay = createOverlayWindow(preloadPath);
  windows.main.on('closed', () => app.quit());
  // Last in, first out: no window is left to call a service that is gone.
  parts.add('windows', () => {
    windows.main?.removeAllListeners('closed');
    windows.main?.destroy();
    windows.overlay?.destroy();
  });
  app.on('second-instance', () => {
    windows.main?.show();
    windows.main?.focus();
  });
  quitInOrder();

  const crashed = shelf.trying;
  // A file that native code crashed over is not tried again by itself.
  if (crashed) settingsChanged(changeSettings(db, { modelPath: null, lora: null }));
  const notice = crashed ? new AppError('model-crashed', path.basename(crashed)) : undefined;
  // Where it cannot listen, the settings say so; everything else goes on.
  if (settings.localApi) void startApi(db, api).catch((error: unknown) => logError('local api', error));
  const modelReady = useModel(notice);
  void shelf
    .refresh()
    .then(() => transfers.recall())
    .then(publishShelf, report);
  void machine().then((found) => logInfo('machine', { found: JSON.stringify(found) }), report);
  logInfo('started', { version: app.getVersion(), electron: process.versions.electron });
  if (options.demo) {
    await modelReady;
    await playDemo({ options, pipeline, windows: { main: windows.main, overlay: windows.overlay }, databasePath: db.name });
    app.quit();
  }
}

/** The store could not be opened: one sentence, and the app ends; nothing is overwritten. */
function openDatabase(): Db | null {
  try {
    return openStore(databaseFile());
  } catch (error) {
    logError('store', error);
    const { title, text } = startupSentence(toFailure(error).code, app.getLocale(), path.dirname(databaseFile()));
    if (options.demo) process.stderr.write(`${text}\n`);
    else dialog.showErrorBox(title, text);
    app.exit(1);
    return null;
  }
}

/** What the log keeps of a loaded model. */
function factsOf({
  id,
  device,
  deviceName,
  deviceReason,
  gpuLayers,
  layers,
  threads,
  contextTokens,
  ramBytes,
  vramBytes,
  loadMs,
}: ModelInfo) {
  return { id, device, deviceName, deviceReason, gpuLayers, layers, threads, contextTokens, ramBytes, vramBytes, loadMs };
}

async function pickModel(owner: BrowserWindow | null): Promise<string | null> {
  const ask: Electron.OpenDialogOptions = { properties: ['openFile'], filters: [{ name: 'GGUF', extensions: ['gguf'] }] };
  const answer = owner ? await dialog.showOpenDialog(owner, ask) : await dialog.showOpenDialog(ask);
  return answer.filePaths[0] ?? null;
}

function showOverlay(window: BrowserWindow | null, wanted: boolean): void {
  if (!window || window.isDestroyed() || window.isVisible() === wanted) return;
  if (wanted) window.showInactive();
  else window.hide();
}

/** A part that has not closed by now will not: every line is on disk, so the app ends without it. */
const closingLimitMs = 10_000;

/** Quitting waits until every part has finished. Closing the last window asks to quit again: one closing serves both. */
function quitInOrder(): void {
  let finished = false;
  app.on('before-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    const limit = setTimeout(() => {
      logError('closing', new Error('a part did not close in time'));
      app.exit(0);
    }, closingLimitMs);
    void parts
      .dispose((name, error) => logError(`closing ${name}`, error))
      .then(() => {
        clearTimeout(limit);
        finished = true;
        // Not from inside the native callback that ended the last part: quitting would tear it down under itself.
        setImmediate(() => app.quit());
      });
  });
}
