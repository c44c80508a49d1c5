/** What each call does. One line or a few each; the work is in the stages. */
import type { CaptionReader } from '../captions/reader.ts';
import type { Machine } from '../contract/devices.ts';
import type { Inputs, Meeting, Settings } from '../contract/domain.ts';
import type { Snapshot } from '../contract/ipc.ts';
import type { ShelfState } from '../contract/models.ts';
import { AppError } from '../contract/result.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import type { Checker } from '../models/check/checker.ts';
import type { ClipboardWatch } from '../sources/clipboard-watch.ts';
import type { Feed } from '../sources/feed.ts';
import type { FileImport } from '../sources/import.ts';
import { findSample, listSamples } from '../sources/samples.ts';
import { listMeetings, removeMeeting } from '../store/meetings.ts';
import type { Db } from '../store/open.ts';
import { readRecord } from '../store/record.ts';
import { changeSettings, readSettings } from '../store/settings.ts';
import type { Handlers } from './answer.ts';
import { type ApiParts, apiHandlers } from './api-handlers.ts';
import { captureHandlers } from './capture-handlers.ts';
import { checkHandlers } from './check-handlers.ts';
import { type ModelParts, modelHandlers } from './model-handlers.ts';
import type { Publish } from './publish.ts';
import { type ServerParts, serverHandlers } from './server-handlers.ts';

export interface HandlerParts {
  db: Db;
  pipeline: Pipeline;
  feed: Feed;
  files: FileImport;
  clipboard: ClipboardWatch;
  api: ApiParts['api'];
  captions: CaptionReader;
  inputs(): Inputs;
  publish: Publish;
  checker: Checker;
  /** What the engine and the system report about graphics cards and memory. */
  machine(): Promise<Machine>;
  version: string;
  models: Omit<ModelParts, 'settings' | 'change' | 'useModel'>;
  server: Pick<ServerParts, 'secrets' | 'fetch'>;
  /** Loads what the settings say. @param notice why it is not what the user had chosen. */
  useModel(notice?: AppError): Promise<void>;
  shelfState(): ShelfState;
  settingsChanged(settings: Settings): void;
  sizeOverlay(size: { width: number; height: number }): void;
  showMain(): void;
}

export function makeHandlers(parts: HandlerParts): Handlers {
  const { db, pipeline, feed, files, clipboard, captions } = parts;

  function change(settings: Partial<Settings>): Settings {
    const changed = changeSettings(db, settings);
    parts.settingsChanged(changed);
    parts.publish('settings', changed);
    return changed;
  }

  const choosing = { change, settings: () => readSettings(db), useModel: parts.useModel };

  function snapshot(): Snapshot {
    const { state } = pipeline;
    const current: Meeting | null = state.meeting;
    return {
      state,
      settings: readSettings(db),
      inputs: parts.inputs(),
      record: current ? readRecord(db, current.id) : null,
      databasePath: db.name,
      version: parts.version,
    };
  }

  return {
    'app.snapshot': snapshot,
    'guard.start': ({ title }) => pipeline.start(title ?? '', 'live'),
    'guard.stop': async () => {
      await feed.stopSample();
      await files.cancel();
      captions.stop();
      await pipeline.stop();
    },
    'guard.resume': ({ id }) => pipeline.resume(id),
    'guard.forget': ({ id }) => pipeline.forgetInterrupted(id),
    'meeting.mark': ({ id, speaker, side }) => pipeline.mark(id, speaker, side),
    'lines.paste': async ({ text }) => ({ added: await feed.paste(text) }),
    'clipboard.watch': ({ on }) => (on ? clipboard.start() : clipboard.stop()),
    'file.open': ({ name, bytes }) => files.open(name, bytes),
    'file.take': ({ id }) => files.take(id),
    'file.cancel': () => files.cancel(),
    'sample.list': () => listSamples(),
    'sample.play': ({ id }) => feed.playSample(id, findSample(id).title[readSettings(db).language]),
    'history.list': ({ limit, before }) => listMeetings(db, limit, before),
    'history.open': ({ id }) => readRecord(db, id),
    'history.remove': ({ id }) => {
      if (pipeline.state.meeting?.id === id) throw new AppError('already-guarding');
      removeMeeting(db, id);
      pipeline.forgotten(id);
    },
    'settings.change': (patch) => change(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))),
    'models.shelf': parts.shelfState,
    ...modelHandlers({ ...parts.models, ...choosing }),
    ...apiHandlers({ db, api: parts.api, change }),
    ...serverHandlers({ ...parts.server, ...choosing }),
    'device.machine': () => parts.machine(),
    ...captureHandlers({
      ...{ captions, ...choosing },
      guard: () => {
        if (pipeline.state.meeting?.source === 'sample') throw new AppError('already-guarding');
        if (!pipeline.guarding) pipeline.start('', 'live');
      },
    }),
    ...checkHandlers({
      db,
      checker: parts.checker,
      guarding: () => pipeline.guarding,
      checkable: () => [null, ...parts.models.shelf.list().flatMap((one) => (one.kind === 'model' && one.present ? [one.path] : []))],
    }),
    'alert.answer': ({ id, answer }) => pipeline.answer(id, answer),
    'alert.feedback': ({ id, feedback }) => pipeline.feedback(id, feedback),
    'quiet.allow': () => pipeline.allow(),
    'quiet.end': () => pipeline.endQuiet(),
    'feedback.summary': () => pipeline.feedbackSummary(),
    'feedback.reset': () => {
      change({ feedbackSince: Date.now() });
      return pipeline.feedbackSummary();
    },
    'overlay.size': (size) => parts.sizeOverlay(size),
    'window.showMain': () => parts.showMain(),
  };
}
