/** Checking in the background: what is reported, what is kept, and that it makes way. */
import { expect, test } from 'vitest';
import type { Check, CheckProgress } from '../../../../electron/contract/check.ts';
import { AppError } from '../../../../electron/contract/result.ts';
import { Checker } from '../../../../electron/models/check/checker.ts';
import { codeOf } from '../../../support/failure.ts';
import { ScriptedModel } from '../../../support/scripted-model.ts';

function checkerOver(load: (file: string | null) => ScriptedModel) {
  const kept: Omit<Check, 'id'>[] = [];
  const reported: CheckProgress[] = [];
  const loaded: ScriptedModel[] = [];
  const checker = new Checker({
    load: async (file) => {
      const model = load(file);
      loaded.push(model);
      return model;
    },
    store: (check) => void kept.push(check),
    onProgress: (progress) => void reported.push(progress),
    report: (error) => {
      throw error;
    },
    now: () => 5,
  });
  const ended = async () => {
    while (checker.progress.running) await new Promise((resolve) => setImmediate(resolve));
  };
  return { checker, kept, reported, loaded, ended };
}

test('models one after the other: each result is kept, one that cannot be loaded is named and the next one has its turn', async () => {
  const { checker, kept, reported, loaded, ended } = checkerOver((file) => {
    if (file === '/b.gguf') throw new AppError('model-corrupt', 'b.gguf');
    return new ScriptedModel();
  });
  checker.start([null, '/b.gguf', '/c.gguf']);
  expect(codeOf(() => checker.start([null]))).toBe('check-running');
  await ended();
  expect(kept.map((check) => check.at)).toEqual([5, 5]);
  expect(checker.progress).toMatchObject({ running: false, done: 3, models: 3 });
  expect(checker.progress.problems).toEqual([{ model: 'b.gguf', failure: { code: 'model-corrupt', detail: 'b.gguf' } }]);
  expect(reported.some((progress) => progress.model === 'Scripted' && progress.trial === 3 && progress.text === '好的')).toBe(true);
  for (const model of loaded) expect(model.calls.at(-1)).toBe('dispose');
});

test('called off: nothing more is tried, the model is let go, and it can begin again', async () => {
  const { checker, kept, loaded, ended } = checkerOver(() => {
    const model = new ScriptedModel();
    const answer = model.generate;
    model.generate = async (question, options) => {
      void checker.stop();
      return await (answer as NonNullable<typeof answer>)(question, options);
    };
    return model;
  });
  checker.start([null, '/c.gguf']);
  await ended();
  expect([kept.length, loaded.length, loaded[0]?.calls.at(-1)]).toEqual([0, 1, 'dispose']);
  expect(checker.progress).toMatchObject({ running: false, problems: [] });
  checker.start([null]);
  await checker.stop();
});
