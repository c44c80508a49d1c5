/** The local API in use. */
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { RateLimit } from '../../../../electron/sources/local-api/rate-limit.ts';
import { newToken } from '../../../../electron/sources/local-api/token.ts';
import { closeStore } from '../../../../electron/store/open.ts';
import { call, openApi, says } from '../../../support/api.ts';

async function socketTo(port: number, token: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/live`, { headers: { authorization: `Bearer ${token}` } });
  onTestFinished(() => socket.terminate());
  const heard: unknown[] = [];
  let wake = () => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)));
    wake();
  });
  const next = async (): Promise<unknown> => {
    while (heard.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return heard.shift();
  };
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { socket, next };
}

test('lines are added to the guarded meeting, with names and times; a program begins none', async () => {
  const { pipeline, port, keys } = await openApi();
  const body = '{"lines":[{"speaker":"张三","text":" 您好 ","offset":1500},{"text":"在"},{"speaker":"","text":"\u200b"}]}';
  expect(await call({ port, token: keys.token, body })).toEqual({ status: 409, answer: { error: 'no-meeting' } });
  pipeline.start('', 'live');
  expect(await call({ port, token: keys.token, body })).toEqual({ status: 200, answer: { added: 2 } });
  expect(pipeline.said.map(({ speaker, text, offset }) => [speaker, text, offset])).toEqual([
    ['张三', '您好', 1_500],
    [null, '在', undefined],
  ]);
});

test('append says a thing twice that was said twice; window adds only what is new and lets the last line grow', async () => {
  const { pipeline, port, keys } = await openApi();
  pipeline.start('', 'live');
  for (let i = 0; i < 2; i++) await call({ port, token: keys.token, body: says('请把验证码念给我听一下') });
  expect(pipeline.said).toHaveLength(2);
  const window = (...texts: string[]) => call({ port, token: keys.token, body: says(...texts).replace(/\}$/, ',"mode":"window"}') });
  expect((await window('请把验证码念给我听一下', '您的快')).answer).toEqual({ added: 1 });
  expect((await window('请把验证码念给我听一下', '您的快递丢了', '啊')).answer).toEqual({ added: 1 });
  expect(pipeline.said.map((line) => line.text).slice(-2)).toEqual(['您的快递丢了', '啊']);
});

test('a WebSocket hears whether lines are wanted, and each message is answered', async () => {
  const { pipeline, port, keys } = await openApi();
  const { socket, next } = await socketTo(port, keys.token);
  expect(await next()).toEqual({ guarding: false });
  socket.send(says('一'));
  expect(await next()).toEqual({ error: 'no-meeting' });
  pipeline.start('', 'live');
  expect(await next()).toEqual({ guarding: true });
  socket.send(says('一', '二'));
  expect(await next()).toEqual({ added: 2 });
  socket.send(Buffer.from([1, 2, 3]));
  expect(await next()).toEqual({ error: 'bad-message' });
  await pipeline.stop();
  expect(await next()).toEqual({ guarding: false });
});

test('it tells who is connected, and when nobody is any more', async () => {
  const { api, pipeline, port, keys, told } = await openApi();
  expect(told).toEqual([{ port, connected: 0 }]);
  const { socket } = await socketTo(port, keys.token);
  expect(told.at(-1)).toEqual({ port, connected: 1 });
  pipeline.start('', 'live');
  await call({ port, token: keys.token, body: says('一') });
  expect(told.at(-1)).toEqual({ port, connected: 2 });
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.close();
  await gone;
  await expect.poll(() => told.at(-1)).toEqual({ port, connected: 1 });
  await api.stop();
  expect(told.at(-1)).toBeNull();
});

test('a new token ends the old one, open sockets included', async () => {
  const { api, port, keys } = await openApi();
  const old = keys.token;
  const { socket } = await socketTo(port, old);
  const gone = new Promise((resolve) => socket.once('close', resolve));
  keys.token = newToken();
  api.tokenChanged();
  await gone;
  expect((await call({ port, token: old, body: says('一') })).status).toBe(401);
});

test('a socket that answers no ping is let go', async () => {
  const { port, keys } = await openApi({ timeouts: { head: 1_000, request: 1_000, idle: 1_000, check: 100, ping: 30 } });
  const headers = { authorization: `Bearer ${keys.token}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/live`, { headers, autoPong: false });
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1006);
});

test('the port of last time is taken again; in use, another one is', async () => {
  const { api, port } = await openApi();
  expect(await api.start(port)).toBe(port);
  await api.stop();
  const squatter = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const other = await api.start(port);
  expect(other).not.toBe(port);
  expect(other).toBeGreaterThan(0);
  await new Promise((resolve) => squatter.close(resolve));
});

test('what cannot be stored is answered as a failure, reported, and tells the program nothing', async () => {
  const { db, pipeline, port, keys, failures } = await openApi();
  pipeline.start('', 'live');
  db.exec('DROP TABLE verdicts; DROP TABLE lines');
  expect(await call({ port, token: keys.token, body: says('一') })).toEqual({ status: 500, answer: { error: 'failed' } });
  expect(failures).toHaveLength(1);
  closeStore(db);
});

test('a bucket fills with time and holds so much', () => {
  const limit = new RateLimit(10, 3);
  expect([limit.take(0), limit.take(0), limit.take(0), limit.take(0)]).toEqual([true, true, true, false]);
  expect([limit.take(99), limit.take(100), limit.take(100)]).toEqual([false, true, false]);
  expect(limit.take(1e9, 4)).toBe(false);
  expect(limit.take(1e9, 3)).toBe(true);
  // A clock that is set back neither fills nor blocks it.
  expect(limit.take(0)).toBe(false);
  expect(limit.take(100)).toBe(true);
});
