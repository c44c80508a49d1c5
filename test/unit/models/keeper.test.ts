import { expect, test } from 'vitest';
import { AppError } from '../../../electron/contract/result.ts';
import { ModelKeeper } from '../../../electron/models/keeper.ts';
import type { loadModel } from '../../../electron/models/load.ts';
import { ScriptedModel } from '../../support/scripted-model.ts';

/** A keeper over files that load or fail as the test says, and what its user was told. */
function keeperOver(load: typeof loadModel) {
  const told: string[] = [];
  const keeper = new ModelKeeper(
    'models',
    {
      modelLoading: () => void told.push('loading'),
      modelFailed: (error) => void told.push(error instanceof AppError ? error.code : 'unknown'),
      useModel: async () => void told.push('ready'),
    },
    load,
  );
  return { keeper, told };
}

test('a chosen model that is damaged: the starter takes its place, and the user is told why', async () => {
  const { keeper, told } = keeperOver(async ({ file }) => {
    if (file) throw new AppError('model-corrupt', file);
    return new ScriptedModel();
  });
  await keeper.use('/my.gguf');
  expect(told).toEqual(['loading', 'ready', 'model-corrupt']);
});

test('without any model the guard is told what was wrong first', async () => {
  const { keeper, told } = keeperOver(async ({ file }) => {
    throw new AppError(file ? 'model-unsupported' : 'model-missing');
  });
  await keeper.use('/my.gguf');
  expect(told).toEqual(['loading', 'model-unsupported']);
});

test('the newest choice wins; an overtaken model is freed', async () => {
  const first = new ScriptedModel();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { keeper, told } = keeperOver(async ({ file }) => {
    if (file !== 'a') return new ScriptedModel();
    await held;
    return first;
  });
  const a = keeper.use('a');
  const b = keeper.use('b');
  release();
  await Promise.all([a, b]);
  expect(told.filter((what) => what === 'ready')).toHaveLength(1);
  expect(first.calls.filter((call) => call !== 'dispose')).toEqual([]);
});
