import { expect, test } from 'vitest';
import { AppError } from '../../../electron/contract/result.ts';
import { ActiveModel, type Connect } from '../../../electron/models/active-model.ts';
import type { loadModel } from '../../../electron/models/load.ts';
import { ScriptedModel } from '../../support/scripted-model.ts';

/** A active over files that load or fail as the test says, and what its user was told. */
function keeperOver(load: typeof loadModel, connect: Connect = async () => new ScriptedModel()) {
  const told: string[] = [];
  const tried: (string | null)[] = [];
  const active = new ActiveModel(
    'models',
    {
      modelLoading: () => void told.push('loading'),
      modelFailed: (error) => void told.push(error instanceof AppError ? error.code : 'unknown'),
      setModel: async () => void told.push('ready'),
    },
    { thresholds: () => null, catalogEntry: () => undefined, nowTrying: (file) => void tried.push(file) },
    connect,
    load,
  );
  return { active, told, tried };
}

test('a chosen model that is damaged: the starter takes its place, and the user is told why', async () => {
  const { active, told } = keeperOver(async ({ file }) => {
    if (file) throw new AppError('model-corrupt', file);
    return new ScriptedModel();
  });
  await active.setModel({ file: '/my.gguf' });
  expect(told).toEqual(['loading', 'ready', 'model-corrupt']);
});

test('a model that broke in use: the starter takes its place, and the user is told which', async () => {
  const { active, told } = keeperOver(async () => new ScriptedModel());
  await active.setModel({ file: null, lora: null }, new AppError('model-replaced', 'Qwen2'));
  expect(told).toEqual(['loading', 'ready', 'model-replaced']);
});

test('without any model the guard is told what was wrong first', async () => {
  const { active, told } = keeperOver(async ({ file }) => {
    throw new AppError(file ? 'model-unsupported' : 'model-missing');
  });
  await active.setModel({ file: '/my.gguf' });
  expect(told).toEqual(['loading', 'model-unsupported']);
});

test('the newest choice wins; an overtaken model is freed', async () => {
  const first = new ScriptedModel();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { active, told } = keeperOver(async ({ file }) => {
    if (file !== 'a') return new ScriptedModel();
    await held;
    return first;
  });
  const a = active.setModel({ file: 'a' });
  const b = active.setModel({ file: 'b' });
  release();
  await Promise.all([a, b]);
  expect(told.filter((what) => what === 'ready')).toHaveLength(1);
  expect(first.calls.filter((call) => call !== 'dispose')).toEqual([]);
});

test('what was taken out of use is told once another model is in its place', async () => {
  const { active, told } = keeperOver(async () => new ScriptedModel());
  await active.setModel({ file: null }, new AppError('model-removed'));
  expect(told).toEqual(['loading', 'ready', 'model-removed']);
});

test('the file is written down while native code has it, and only then', async () => {
  const { active, tried } = keeperOver(async ({ file }) => {
    expect(tried.at(-1)).toBe(file);
    if (file) throw new AppError('model-failed');
    return new ScriptedModel();
  });
  await active.setModel({ file: '/my.gguf' });
  expect(tried).toEqual(['/my.gguf', null, null, null]);
});

test('a context that nothing here can hold: the starter judges with the usual one, and the user is told', async () => {
  const { active, told } = keeperOver(async ({ usualContext }) => {
    if (!usualContext) throw new AppError('context-too-large');
    return new ScriptedModel();
  });
  await active.setModel({ file: null });
  await active.setModel({ file: '/my.gguf' });
  expect(told).toEqual(['loading', 'ready', 'context-too-large', 'loading', 'ready', 'context-too-large']);
});

test('a server that cannot even be asked for: the local model judges, and the user is told', async () => {
  const { active, told } = keeperOver(
    async () => new ScriptedModel(),
    async () => {
      throw new AppError('server-failed');
    },
  );
  await active.setModel({ file: null, server: { url: 'https://models.example.com/v1', model: 'qwen2' } });
  expect(told).toEqual(['loading', 'ready', 'server-failed']);
});
