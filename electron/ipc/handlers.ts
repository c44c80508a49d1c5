/** What each call does. One line or a few each; the work is in the stages. */
import type { Meeting, Settings } from '../contract/domain.ts';
import type { Snapshot } from '../contract/ipc.ts';
import { AppError } from '../contract/result.ts';
import type { Checker } from '../models/check/checker.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Feed } from '../sources/feed.ts';
import { findSample, listSamples } from '../sources/samples.ts';
import { listMeetings, removeMeeting } from '../store/meetings.ts';
import type { Db } from '../store/open.ts';
import { readRecord } from '../store/record.ts';
import { changeSettings, readSettings } from '../store/settings.ts';
import type { Handlers } from './answer.ts';
import { checkHandlers } from './check-handlers.ts';
import type { Publish } from './publish.ts';

export interface HandlerParts {
  db: Db;
  pipeline: Pipeline;
  feed: Feed;
  publish: Publish;
  checker: Checker;
  version: string;
  /** Asks the user for a GGUF; null if none was chosen. */
  pickModel(): Promise<string | null>;
  useModel(file: string | null): Promise<void>;
  settingsChanged(settings: Settings): void;
  sizeOverlay(size: { width: number; height: number }): void;
  showMain(): void;
}

export function makeHandlers(parts: HandlerParts): Handlers {
  const { db, pipeline, feed } = parts;

  function change(settings: Partial<Settings>): Settings {
    const changed = changeSettings(db, settings);
    parts.settingsChanged(changed);
    parts.publish('settings', changed);
    return changed;
  }

  function snapshot(): Snapshot {
    const { state } = pipeline;
    const current: Meeting | null = state.meeting;
    return {
      state,
      settings: readSettings(db),
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
      await pipeline.stop();
    },
    'guard.resume': ({ id }) => pipeline.resume(id),
    'guard.forget': ({ id }) => pipeline.forgetInterrupted(id),
    'meeting.mark': ({ id, speaker, side }) => pipeline.mark(id, speaker, side),
    'lines.paste': ({ text }) => ({ added: feed.paste(text) }),
    'lines.import': async ({ name, bytes }) => ({ added: await feed.importFile(name, bytes) }),
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
    'model.pick': async () => {
      const file = await parts.pickModel();
      if (file === null) return false;
      change({ modelPath: file });
      await parts.useModel(file);
      return true;
    },
    'model.starter': async () => {
      change({ modelPath: null });
      await parts.useModel(null);
    },
    ...checkHandlers({
      db,
      checker: parts.checker,
      guarding: () => pipeline.guarding,
      checkable: () => [null, ...[readSettings(db).modelPath].filter((file) => file !== null)],
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
