/** The model check: the source document's trials on each installed model, run one after the other. */
import { AppError } from '../contract/result.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import { Checker } from '../models/check/checker.ts';
import { recommend } from '../models/check/criteria.ts';
import { addCheck, getCheck, listChecks } from '../store/checks.ts';
import type { Db } from '../store/db.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import type { Engine } from './engine.ts';
import type { Guard } from './guard.ts';
import type { Models } from './models.ts';

interface ChecksDependencies {
  db: Db;
  /** The `models` folder. */
  folder: string;
  engine: Engine;
  guard: Guard;
  models: Models;
  publish: Publish;
}

type CheckCalls = Extract<keyof Handlers, `check.${string}`>;

export function openChecks(
  disposer: Disposer,
  { db, folder, engine, guard: { pipeline }, models, publish }: ChecksDependencies,
): { calls: Pick<Handlers, CheckCalls> } {
  const checker = new Checker({
    load: (file, signal) => engine.load({ folder, file, known: models.installed, signal }),
    store: (check) => addCheck(db, check),
    onProgress: (progress) => publish('check', progress),
    report: (error) => logError('check', error),
    now: Date.now,
  });
  disposer.add('check', () => checker.stop());
  // A check would slow verdicts down, so it stops when a meeting starts.
  pipeline.on('state', (state) => state.guarding && checker.progress.running && void checker.stop());

  /** The files that can be checked; null is the starter model. */
  const checkable = (): (string | null)[] => [
    null,
    ...models.installed.list().flatMap((one) => (one.kind === 'model' && one.present ? [one.path] : [])),
  ];

  return {
    calls: {
      'check.list': () => {
        const checks = listChecks(db);
        return { checks: checks.map(({ trials, ...summary }) => summary), recommended: recommend(checks)?.sha256 ?? null };
      },
      'check.open': ({ id }) => getCheck(db, id),
      'check.progress': () => checker.progress,
      'check.start': ({ path }) => {
        if (pipeline.guarding) throw new AppError('already-guarding');
        const chosen = path === undefined ? checkable() : checkable().filter((one) => one === path);
        if (chosen.length === 0) throw new AppError('not-found', path ?? 'starter');
        checker.start(chosen);
      },
      'check.stop': () => checker.stop(),
    },
  };
}
