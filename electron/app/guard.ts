/** The guard: the pipeline, its events for the windows, and the calls about meetings, alerts and feedback. */
import { Pipeline } from '../guard/pipeline.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Db } from '../store/db.ts';
import { logError } from '../support/log.ts';
import type { Settings } from './settings.ts';

type GuardCalls = Extract<
  keyof Handlers,
  `guard.${string}` | `meeting.${string}` | `alert.${string}` | `quiet.${string}` | `feedback.${string}`
>;

export interface Guard {
  pipeline: Pipeline;
  /** `end` runs before a meeting ends: what still brings lines in stops first. */
  beforeStop(end: () => unknown): void;
  /** Ends the meeting after every line has its verdict. */
  stop(): Promise<void>;
  calls: Pick<Handlers, GuardCalls>;
}

export function openGuard({ db, settings, publish }: { db: Db; settings: Settings; publish: Publish }): Guard {
  const pipeline = new Pipeline(db, Date.now, () => settings.now.feedbackSince);
  pipeline.on('state', (state) => publish('state', state));
  pipeline.on('line', (line) => publish('line', line));
  pipeline.on('verdict', (verdict) => publish('verdict', verdict));
  pipeline.on('alert', (alert) => publish('alert', alert));
  pipeline.on('problem', (error) => logError('pipeline', error));

  const ends: (() => unknown)[] = [];
  async function stop(): Promise<void> {
    for (const end of ends) await end();
    await pipeline.stop();
  }
  return {
    pipeline,
    beforeStop: (end) => ends.push(end),
    stop,
    calls: {
      'guard.start': ({ title }) => pipeline.start(title ?? '', 'live'),
      'guard.stop': stop,
      'guard.resume': ({ id }) => pipeline.resume(id),
      'guard.forget': ({ id }) => pipeline.forgetInterrupted(id),
      'meeting.mark': ({ id, speaker, side }) => pipeline.mark(id, speaker, side),
      'alert.answer': ({ id, answer }) => pipeline.answer(id, answer),
      'alert.feedback': ({ id, feedback }) => pipeline.feedback(id, feedback),
      'quiet.allow': () => pipeline.allow(),
      'quiet.end': () => pipeline.endQuiet(),
      'feedback.summary': () => pipeline.feedbackSummary(),
      'feedback.reset': () => {
        settings.change({ feedbackSince: Date.now() });
        return pipeline.feedbackSummary();
      },
    },
  };
}
