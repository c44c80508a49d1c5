/** What the calls of the model check do. */
import { AppError } from '../contract/result.ts';
import type { Checker } from '../models/check/checker.ts';
import { recommend } from '../models/check/criteria.ts';
import { getCheck, listChecks } from '../store/checks.ts';
import type { Db } from '../store/open.ts';
import type { Handlers } from './answer.ts';

export interface CheckParts {
  db: Db;
  checker: Checker;
  guarding(): boolean;
  /** Models that can be checked: paths, and null for the starter. */
  checkable(): (string | null)[];
}

type CheckCalls = 'check.list' | 'check.open' | 'check.progress' | 'check.start' | 'check.stop';

export function checkHandlers({ db, checker, guarding, checkable }: CheckParts): Pick<Handlers, CheckCalls> {
  return {
    'check.list': () => {
      const checks = listChecks(db);
      return { checks: checks.map(({ trials, ...summary }) => summary), recommended: recommend(checks)?.sha256 ?? null };
    },
    'check.open': ({ id }) => getCheck(db, id),
    'check.progress': () => checker.progress,
    'check.start': ({ path }) => {
      // It would slow the verdicts down.
      if (guarding()) throw new AppError('already-guarding');
      const all = checkable();
      const chosen = path === undefined ? all : all.filter((one) => one === path);
      if (chosen.length === 0) throw new AppError('not-found', path ?? 'starter');
      checker.start(chosen);
    },
    'check.stop': () => checker.stop(),
  };
}
