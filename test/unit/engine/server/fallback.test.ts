import { expect, test } from 'vitest';
import { AppError } from '../../../../electron/contract/result.ts';
import { FallbackModel } from '../../../../electron/engine/server/fallback.ts';
import { Pipeline } from '../../../../electron/guard/pipeline.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { ScriptedModel } from '../../../support/scripted-model.ts';

const signal = new AbortController().signal;
const say = (...texts: string[]) => texts.map((text) => ({ speaker: '甲', text }));

function setUp() {
  const server = new ScriptedModel(() => 0.8);
  const local = new ScriptedModel(() => 0.3);
  let now = 0;
  const model = new FallbackModel(server, local, () => now);
  return { server, local, model, later: (ms: number) => (now += ms) };
}

test('the server judges; the local model is not even asked', async () => {
  const { server, local, model } = setUp();
  const judge = await model.open();
  expect((await judge.judge(say('一'), signal)).risk).toBe(0.8);
  expect(model.trouble).toBeNull();
  expect(local.calls).toEqual([]);
  expect(server.asked).toEqual([['一']]);
});

test('the server fails: the local model hears the whole meeting and judges, the state says why, the server gets a rest', async () => {
  const { server, local, model, later } = setUp();
  const judge = await model.open();
  await judge.judge(say('一'), signal);
  server.failure = new AppError('server-unreachable');
  expect((await judge.judge(say('二'), signal)).risk).toBe(0.3);
  expect(model.trouble).toEqual({ code: 'server-unreachable' });
  expect(local.asked).toEqual([['一', '二']]);
  await judge.judge(say('三'), signal);
  expect(server.asked).toHaveLength(2);
  expect(local.asked.at(-1)).toEqual(['三']);

  server.failure = null;
  later(60_000);
  expect((await judge.judge(say('四'), signal)).risk).toBe(0.8);
  expect(server.asked.at(-1)).toEqual(['二', '三', '四']);
  expect(model.trouble).toBeNull();

  server.failure = new AppError('server-slow');
  await judge.judge(say('五'), signal);
  expect(local.asked.at(-1)).toEqual(['四', '五']);
});

test('stopping a meeting is no failure of the server', async () => {
  const { server, model } = setUp();
  server.failure = new AppError('cancelled');
  const judge = await model.open();
  await expect(judge.judge(say('一'), signal)).rejects.toThrow('cancelled');
  expect(model.trouble).toBeNull();
});

test('the guard shows it: who judges, what is wrong, and that it is over', async () => {
  const { server, model, later } = setUp();
  const pipeline = new Pipeline(openStore(':memory:'));
  await pipeline.setModel(model);
  pipeline.start('', 'live');
  server.failure = new AppError('server-slow');
  pipeline.add(say('一'));
  await pipeline.idle();
  expect(pipeline.state.problem).toEqual({ code: 'server-slow' });
  server.failure = null;
  later(60_000);
  pipeline.add(say('二'));
  await pipeline.idle();
  expect(pipeline.state.problem).toBeNull();
  await pipeline.dispose();
  expect(server.calls.at(-1)).toBe('dispose');
});
