import { expect, onTestFinished, test } from 'vitest';
import type { Alert, Line, Verdict } from '../../../electron/contract/domain.ts';
import { AppError } from '../../../electron/contract/result.ts';
import { Pipeline } from '../../../electron/guard/pipeline.ts';
import { closeStore, openStore } from '../../../electron/store/open.ts';
import { readRecord } from '../../../electron/store/record.ts';
import { codeOf } from '../../support/failure.ts';
import { ScriptedModel } from '../../support/scripted-model.ts';

async function pipelineWith(model: ScriptedModel | null) {
  const db = openStore(':memory:');
  let now = 0;
  const pipeline = new Pipeline(db, () => ++now);
  const heard = { lines: [] as Line[], verdicts: [] as Verdict[], alerts: [] as Alert[] };
  pipeline.on('line', (line) => heard.lines.push(line));
  pipeline.on('verdict', (verdict) => heard.verdicts.push(verdict));
  pipeline.on('alert', (alert) => heard.alerts.push(alert));
  onTestFinished(async () => {
    await pipeline.dispose();
    closeStore(db);
  });
  if (model) await pipeline.setModel(model);
  return { db, pipeline, heard };
}
const say = (...texts: string[]) => texts.map((text) => ({ speaker: '甲', text }));
const gate = () => {
  let open = () => {};
  const closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { closed, open };
};

test('a line is on disk before the model has answered', async () => {
  const model = new ScriptedModel();
  const { closed, open } = gate();
  model.gate = closed;
  const { db, pipeline, heard } = await pipelineWith(model);
  const { id } = pipeline.start('会议', 'live');
  pipeline.add(say('把门关上'));
  expect(readRecord(db, id).lines.map((line) => line.text)).toEqual(['把门关上']);
  expect(heard.verdicts).toEqual([]);
  open();
  await pipeline.idle();
  expect(readRecord(db, id).verdicts).toHaveLength(1);
});

test('one judgement in flight; what arrives meanwhile is judged together, in order, each with its verdict', async () => {
  const model = new ScriptedModel();
  const { closed, open } = gate();
  model.gate = closed;
  const { pipeline, heard } = await pipelineWith(model);
  pipeline.start('', 'live');
  pipeline.add(say('一'));
  pipeline.add(say('二'));
  pipeline.add(say('三', '四'));
  open();
  await pipeline.idle();
  expect(model.asked).toEqual([['一'], ['二', '三', '四']]);
  expect(heard.verdicts.map((verdict) => verdict.seq)).toEqual([0, 1, 2, 3]);
});

test('the level rises: one alert is stored and told, with the words of the call', async () => {
  const { db, pipeline, heard } = await pipelineWith(new ScriptedModel((text) => (text.includes('安全账户') ? 0.999 : 0.1)));
  const { id } = pipeline.start('', 'live');
  pipeline.add(say('您好', '把钱转到安全账户'));
  await pipeline.idle();
  expect(heard.alerts.map((alert) => alert.level)).toEqual(['danger']);
  expect(heard.alerts[0]?.quotes.map((quote) => quote.text)).toContain('把钱转到安全账户');
  expect(readRecord(db, id).alerts).toEqual(heard.alerts);
  expect(pipeline.state).toMatchObject({ level: 'danger', guarding: true });
});

test('a model that breaks: rules go on judging, the state says so', async () => {
  const model = new ScriptedModel();
  model.failure = new Error('out of memory');
  const { pipeline, heard } = await pipelineWith(model);
  pipeline.on('problem', () => {});
  pipeline.start('', 'live');
  pipeline.add(say('不要告诉家里人，电话不要挂断，把验证码念给我'));
  await pipeline.idle();
  expect(heard.verdicts[0]).toMatchObject({ modelRisk: null });
  expect(['watch', 'danger']).toContain(heard.verdicts[0]?.level);
  expect(pipeline.state.problem).not.toBeNull();
});

test('a model that can no longer judge is called broken once; another one that breaks is, too', async () => {
  const model = new ScriptedModel();
  const { pipeline } = await pipelineWith(model);
  const broken: string[] = [];
  pipeline.on('problem', () => {});
  pipeline.on('broken', (info) => void broken.push(info.name));
  pipeline.start('', 'live');
  model.failure = new AppError('store-failed');
  pipeline.add(say('一'));
  await pipeline.idle();
  expect(broken).toEqual([]);
  model.failure = new AppError('model-failed');
  pipeline.add(say('二'));
  pipeline.add(say('三'));
  await pipeline.idle();
  expect(broken).toEqual(['Scripted']);
  const other = new ScriptedModel();
  other.failure = model.failure;
  await pipeline.setModel(other);
  await pipeline.idle();
  expect(broken).toEqual(['Scripted', 'Scripted']);
});

test('late verdicts: the state says that the machine is busy, and no longer once they come in time', async () => {
  const model = new ScriptedModel();
  const { pipeline } = await pipelineWith(model);
  pipeline.start('', 'live');
  model.busy = true;
  pipeline.add(say('现在慢'));
  await pipeline.idle();
  expect(pipeline.state.busy).toBe(true);
  model.busy = false;
  pipeline.add(say('又快了'));
  await pipeline.idle();
  expect(pipeline.state.busy).toBe(false);
});

test('stopping judges what was said first; then nothing is taken in', async () => {
  const { pipeline, heard } = await pipelineWith(new ScriptedModel());
  pipeline.start('', 'live');
  pipeline.add(say('一', '二'));
  await pipeline.stop();
  expect(heard.verdicts).toHaveLength(2);
  expect(codeOf(() => pipeline.add(say('三')))).toBe('no-meeting');
  expect(pipeline.state.guarding).toBe(false);
});

test('two meetings at once are refused', async () => {
  const { pipeline } = await pipelineWith(new ScriptedModel());
  pipeline.start('', 'live');
  expect(codeOf(() => pipeline.start('', 'live'))).toBe('already-guarding');
});

test('closing in the middle of a judgement loses no line and offers the meeting again', async () => {
  const model = new ScriptedModel();
  const { closed, open } = gate();
  model.gate = closed;
  const { db, pipeline } = await pipelineWith(model);
  const { id } = pipeline.start('断了', 'live');
  pipeline.add(say('一', '二'));
  const closing = pipeline.dispose();
  open();
  await closing;
  expect(model.calls).toEqual(['open', 'close', 'dispose']);

  const again = new Pipeline(db);
  expect(again.state.interrupted).toMatchObject({ id, title: '断了', lines: 2 });
  await again.setModel(new ScriptedModel());
  again.resume(id);
  await again.idle();
  expect(readRecord(db, id).verdicts.map((verdict) => verdict.seq)).toEqual([0, 1]);
  expect(again.state.interrupted).toBeNull();
  await again.dispose();
});

test('another model in the middle of a meeting hears the meeting from its start', async () => {
  const { pipeline } = await pipelineWith(new ScriptedModel());
  pipeline.start('', 'live');
  pipeline.add(say('一'));
  pipeline.add(say('二'));
  await pipeline.idle();
  const second = new ScriptedModel();
  await pipeline.setModel(second);
  await pipeline.idle();
  expect(second.asked.flat()).toEqual(['一', '二']);
});

test('fifty lines within a second: all stored, all judged, few questions to the model', async () => {
  const model = new ScriptedModel();
  const { db, pipeline, heard } = await pipelineWith(model);
  const { id } = pipeline.start('', 'live');
  for (let i = 0; i < 50; i++) pipeline.add(say(`第${i}句😀`));
  await pipeline.idle();
  expect(readRecord(db, id).lines).toHaveLength(50);
  expect(heard.verdicts.map((verdict) => verdict.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(model.asked.length).toBeLessThan(10);
  expect(model.asked.flat()).toHaveLength(50);
});

test('marking the user: what was judged counts anew, the model is not asked again, and the mark is stored', async () => {
  const model = new ScriptedModel();
  const { db, pipeline, heard } = await pipelineWith(model);
  const { id } = pipeline.start('', 'live');
  const demand = { speaker: '小李', text: '不要告诉家里人，电话不要挂断，把验证码念给我' };
  pipeline.add([demand, { speaker: '王警官', text: '好' }]);
  await pipeline.idle();
  const before = readRecord(db, id).verdicts;
  const asked = model.asked.length;
  heard.verdicts.length = 0;
  expect(pipeline.mark(id, '小李', 'self').marks).toEqual([{ speaker: '小李', side: 'self' }]);
  await pipeline.idle();
  const after = readRecord(db, id).verdicts;
  after.forEach((verdict, i) => {
    expect(verdict.risk).toBeLessThan(before[i]?.risk as number);
  });
  expect(heard.verdicts).toEqual(after);
  expect(pipeline.state).toMatchObject({ risk: after[1]?.risk, meeting: { marks: [{ speaker: '小李', side: 'self' }] } });
  expect(model.asked.length).toBe(asked);
  expect(heard.alerts.length).toBeLessThanOrEqual(1);

  pipeline.mark(id, '小李', null);
  await pipeline.idle();
  expect(readRecord(db, id).verdicts).toEqual(before);
});

test('marking while the model thinks: its batch counts with the mark, each line once', async () => {
  const model = new ScriptedModel();
  const { closed, open } = gate();
  const { db, pipeline } = await pipelineWith(model);
  const { id } = pipeline.start('', 'live');
  const demand = { speaker: '小李', text: '不要告诉家里人，把验证码念给我' };
  pipeline.mark(id, '小李', 'self');
  pipeline.add([demand]);
  await pipeline.idle();
  const marked = readRecord(db, id).verdicts;
  await pipeline.stop();

  model.gate = closed;
  const second = pipeline.start('', 'live').id;
  pipeline.add([demand]);
  pipeline.mark(second, '小李', 'self');
  open();
  await pipeline.idle();
  expect(readRecord(db, second).verdicts.map((verdict) => verdict.risk)).toEqual(marked.map((verdict) => verdict.risk));
});

test('a mark in a meeting of the history is only stored', async () => {
  const { pipeline } = await pipelineWith(null);
  const { id } = pipeline.start('', 'live');
  await pipeline.stop();
  expect(pipeline.mark(id, '甲', 'other').marks).toEqual([{ speaker: '甲', side: 'other' }]);
  expect(codeOf(() => pipeline.mark(99, '甲', 'other'))).toBe('not-found');
});

test('a line that goes on: on disk at once, judged again whole by the rules; the model hears only the rest', async () => {
  const model = new ScriptedModel();
  const { db, pipeline, heard } = await pipelineWith(model);
  const { id } = pipeline.start('', 'live');
  pipeline.add(say('您好', '你把短信里的验证，'));
  await pipeline.idle();
  const { closed, open } = gate();
  model.gate = closed;
  pipeline.grow('你把短信里的验证码念给我');
  expect(readRecord(db, id).lines.map((line) => line.text)).toEqual(['您好', '你把短信里的验证码念给我']);
  open();
  await pipeline.idle();
  expect(model.asked.at(-1)).toEqual(['码念给我']);
  expect(heard.lines.map((line) => line.seq)).toEqual([0, 1, 1]);
  const { verdicts } = readRecord(db, id);
  expect(verdicts.map((verdict) => verdict.seq)).toEqual([0, 1]);
  expect(verdicts[1]?.cues.map((hit) => hit.stage)).toContain('extract');

  // Closed by a mark alone, it is stored and nobody is asked.
  pipeline.grow('你把短信里的验证码念给我。');
  await pipeline.idle();
  expect(model.asked).toHaveLength(2);
  expect(readRecord(db, id).lines[1]?.text).toBe('你把短信里的验证码念给我。');
});

test('a line that goes on before it was judged is judged once, whole', async () => {
  const model = new ScriptedModel();
  const { closed, open } = gate();
  model.gate = closed;
  const { pipeline } = await pipelineWith(model);
  pipeline.start('', 'live');
  pipeline.add(say('一'));
  pipeline.add(say('您的快递'));
  pipeline.grow('您的快递丢了');
  open();
  await pipeline.idle();
  expect(model.asked).toEqual([['一'], ['您的快递丢了']]);
});

test('growing is the only change a line can have', async () => {
  const { db, pipeline } = await pipelineWith(null);
  expect(codeOf(() => pipeline.grow('一'))).toBe('no-meeting');
  const { id } = pipeline.start('', 'live');
  expect(codeOf(() => pipeline.grow('一'))).toBe('bad-input');
  pipeline.add(say('您的快递丢了'));
  for (const other of ['您的快递', '他的快递丢了吗', '']) expect(codeOf(() => pipeline.grow(other))).toBe('bad-input');
  expect(readRecord(db, id).lines.map((line) => line.text)).toEqual(['您的快递丢了']);
});

test('closing ends the wait of a model that would be used after a long import', async () => {
  const first = new ScriptedModel();
  const { closed, open } = gate();
  first.gate = closed;
  const { pipeline } = await pipelineWith(first);
  pipeline.start('', 'import');
  pipeline.add(Array.from({ length: 40 }, () => ({ speaker: null, text: '请稍等' })));
  const second = new ScriptedModel();
  const used = pipeline.setModel(second);
  const closing = pipeline.dispose();
  open();
  await Promise.all([closing, used]);
  expect(first.asked).toHaveLength(1);
  await pipeline.dispose();
  expect(second.calls).toContain('dispose');
});
