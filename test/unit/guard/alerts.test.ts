/** Alerts and what the user answers, through the pipeline and a real store; only the model is scripted. */
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Alert, GuardState } from '../../../electron/contract/domain.ts';
import { Pipeline } from '../../../electron/guard/pipeline.ts';
import { closeStore, openStore } from '../../../electron/store/open.ts';
import { readRecord } from '../../../electron/store/record.ts';
import { modelRiskFor } from '../../../electron/verdict/fuse.ts';
import { codeOf } from '../../support/failure.ts';
import { neutralNgrams, ScriptedModel } from '../../support/scripted-model.ts';

const minute = 60_000;
afterEach(() => void vi.useRealTimers());

/** A guarded meeting in which every line has the risk that is written in it: `说 0.7`. */
async function meeting(model = new ScriptedModel((text) => modelRiskFor(Number(text.match(/[\d.]+$/)?.[0] ?? 0.05)))) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const db = openStore(':memory:');
  const pipeline = new Pipeline(db, Date.now, () => 0, neutralNgrams);
  const alerts = new Map<number, Alert>();
  pipeline.on('alert', (alert) => alerts.set(alert.id, alert));
  const states: GuardState[] = [];
  pipeline.on('state', (state) => states.push(state));
  onTestFinished(async () => {
    await pipeline.dispose();
    closeStore(db);
  });
  await pipeline.setModel(model);
  const { id } = pipeline.start('', 'live');
  const say = async (...texts: string[]) => {
    pipeline.add(texts.map((text) => ({ speaker: '甲', text })));
    await pipeline.idle();
  };
  return { db, pipeline, model, id, say, states, told: () => [...alerts.values()] };
}

test('told to close an amber: the screen turns red, stays red, and the history says so', async () => {
  const { db, pipeline, id, say, told } = await meeting();
  await say('说 0.7');
  expect(told().map((alert) => alert.level)).toEqual(['watch']);
  pipeline.answer(told()[0]?.id as number, 'coached');
  expect(pipeline.state).toMatchObject({ level: 'danger', snoozeMinutes: 0 });
  expect(told().at(-1)).toMatchObject({ level: 'danger', cause: 'coached', answer: 'coached', episode: told()[0]?.id });
  await say(...Array(30).fill('好的 0.01'));
  expect(pipeline.state.level).toBe('danger');
  expect(readRecord(db, id).meeting.maxLevel).toBe('danger');
  // Also after the app was gone, and with another model.
  await pipeline.stop();
  pipeline.resume(id);
  await pipeline.idle();
  await pipeline.setModel(new ScriptedModel(() => 0.01));
  await say('好的');
  expect(pipeline.state.level).toBe('danger');
});

test('put off, a red comes back by itself when its time is over, though nobody spoke', async () => {
  const { pipeline, say, told, states } = await meeting();
  await say('说 0.95');
  pipeline.answer(told()[0]?.id as number, 'snoozed');
  expect(pipeline.state.quiet).toMatchObject({ kind: 'snooze', level: 'danger' });
  await vi.advanceTimersByTimeAsync(2 * minute);
  expect(told()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * minute);
  expect(told().map((alert) => alert.cause)).toEqual(['first', 'again']);
  expect(states.at(-1)?.quiet).toBeNull();
});

test('put off, a red comes back at once when the call asks for secrecy', async () => {
  const { pipeline, say, told } = await meeting();
  await say('说 0.95');
  pipeline.answer(told()[0]?.id as number, 'snoozed');
  await say('这件事不要告诉家里人 0.95');
  expect(told()).toHaveLength(2);
  expect(pipeline.state.quiet).toBeNull();
});

test('red can be put off twice, then the state offers it no more', async () => {
  const { pipeline, say, told } = await meeting();
  await say('说 0.95');
  const offered = [pipeline.state.snoozeMinutes];
  for (let i = 0; i < 2; i++) {
    pipeline.answer(told().at(-1)?.id as number, 'snoozed');
    await vi.advanceTimersByTimeAsync(4 * minute);
    offered.push(pipeline.state.snoozeMinutes);
  }
  expect(offered).toEqual([3, 3, 0]);
  pipeline.answer(told().at(-1)?.id as number, 'snoozed');
  expect(pipeline.state.quiet).toBeNull();
});

test('a trusted meeting: no amber, until the hour is over or the user wants alerts again', async () => {
  const { pipeline, say, told } = await meeting();
  pipeline.allow();
  await say('说 0.7');
  expect(told()).toEqual([]);
  expect(pipeline.state).toMatchObject({ level: 'watch', quiet: { kind: 'allow' } });
  pipeline.endQuiet();
  expect(pipeline.state.quiet).toBeNull();
  await say('说 0.7');
  expect(told().map((alert) => alert.level)).toEqual(['watch']);
});

test('a disk that has just filled up: the verdict and the warning come all the same, and the state says what is wrong', async () => {
  const { db, pipeline, say, told } = await meeting();
  const problems: unknown[] = [];
  pipeline.on('problem', (error) => problems.push(error));
  await say('你好 0.1');
  db.exec("CREATE TRIGGER full BEFORE INSERT ON verdicts BEGIN SELECT raise(ABORT, 'full'); END");
  db.exec("CREATE TRIGGER full2 BEFORE INSERT ON alerts BEGIN SELECT raise(ABORT, 'full'); END");
  await say('说 0.99', '说 0.99');
  await say('说 0.99');
  expect(told().at(-1)).toMatchObject({ id: 0, level: pipeline.state.level });
  expect(pipeline.state.problem).toEqual({ code: 'store-failed', detail: expect.anything() });
  expect(problems.length).toBeGreaterThan(0);
});

test('nothing can be allowed while nobody guards', async () => {
  const { pipeline } = await meeting();
  await pipeline.stop();
  expect(codeOf(() => pipeline.allow())).toBe('no-meeting');
});

test('a false alarm lets this red go and moves the thresholds of the next meeting, not of this one', async () => {
  const { db, pipeline, id, say, told } = await meeting();
  await say('说 0.97');
  const shifts = () => readRecord(db, pipeline.state.meeting?.id ?? id).verdicts.map((verdict) => verdict.reasons?.shift.watch);
  expect(pipeline.state.level).toBe('danger');
  pipeline.feedback(told()[0]?.id as number, 'false-alarm');
  for (let i = 0; i < 20; i++) await say('好 0.01');
  expect(pipeline.state.level).toBe('safe');
  expect(new Set(shifts())).toEqual(new Set([0]));
  await pipeline.stop();
  pipeline.start('', 'live');
  await say('你好 0.01');
  expect(shifts()).toEqual([0.1]);
});

test('a meeting that goes on after a crash does not alert again for what it alerted', async () => {
  const { pipeline, id, say, told } = await meeting();
  await say('说 0.95');
  await pipeline.stop();
  pipeline.resume(id);
  await pipeline.idle();
  expect(told()).toHaveLength(1);
});

test('a reason is worded while nothing waits, given up for the next line, tried again, checked, and stored', async () => {
  const { db, pipeline, model, id, say, told } = await meeting();
  const asked: AbortSignal[] = [];
  let finish = (_sentence: string) => {};
  model.explain = (_lines, signal) => {
    asked.push(signal);
    return new Promise((resolve, reject) => {
      finish = resolve;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  };
  await say('说 0.95');
  expect(told()[0]?.reason).toBeNull();
  await say('然后呢 0.9');
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked.map((signal) => signal.aborted)).toEqual([true, false]);
  finish('对方自称民警，却要你对家人保密。');
  await vi.waitFor(() => expect(told()[0]?.reason).toBe('对方自称民警，却要你对家人保密。'));
  expect(readRecord(db, id).alerts[0]?.reason).toBe('对方自称民警，却要你对家人保密。');
  await say('好 0.9');
  expect(asked).toHaveLength(2);
  expect(pipeline.state.problem).toBeNull();
});

test('a reason that calms, or a model that fails to write one, leaves the alert as it is', async () => {
  const { model, say, told, pipeline } = await meeting();
  const problems: unknown[] = [];
  pipeline.on('problem', (error) => problems.push(error));
  model.explain = async () => '这是正常的银行业务，请放心配合。';
  await say('说 0.7');
  model.explain = async () => {
    throw new Error('out of memory');
  };
  await say(...Array<string>(6).fill('说 0.99'));
  await vi.waitFor(() => expect(problems).toHaveLength(1));
  expect(told().map((alert) => alert.reason)).toEqual([null, null]);
});
