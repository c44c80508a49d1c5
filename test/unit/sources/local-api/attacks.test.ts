/** The local API under attack: what another program, and above all a web page, may try. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { refusal } from '../../../../electron/sources/local-api/authorise.ts';
import { rates } from '../../../../electron/sources/local-api/intake.ts';
import { messageLimits } from '../../../../electron/sources/local-api/message.ts';
import { hashOf, matchesHash, newToken } from '../../../../electron/sources/local-api/token.ts';
import { call, openApi, says } from '../../../support/api.ts';

test('a page that points its own name here is refused by its Host, whatever else it brings', async () => {
  const { pipeline, port, keys } = await openApi();
  pipeline.start('', 'live');
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`, `localhost.evil.example:${port}`]) {
    expect(await call({ port, token: keys.token, headers: { host }, body: says('一') })).toEqual({
      status: 403,
      answer: { error: 'bad-host' },
    });
  }
  expect(refusal({}, port, hashOf(keys.token))).toBe('bad-host');
  expect(pipeline.said).toEqual([]);
});

test('a web page is refused by its Origin, with the token too; an extension is not', async () => {
  const { pipeline, port, keys } = await openApi();
  pipeline.start('', 'live');
  const pages = [
    'https://meet.google.com',
    'http://localhost:3000',
    `http://127.0.0.1:${port}`,
    'null',
    '',
    'file://',
    'chrome-extension://a/b',
  ];
  for (const origin of pages) {
    expect((await call({ port, token: keys.token, headers: { origin }, body: says('一') })).answer, origin).toEqual({
      error: 'bad-origin',
    });
  }
  expect(pipeline.said).toEqual([]);
  for (const origin of ['chrome-extension://dhdgffkkebhmkfjojejmpbldmpobfkfo', 'moz-extension://0f2a-11']) {
    expect((await call({ port, token: keys.token, headers: { origin }, body: says('一') })).status).toBe(200);
  }
});

test('a page’s preflight gets no permission', async () => {
  const { port } = await openApi();
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  expect(await call({ port, method: 'OPTIONS', headers })).toEqual({ status: 403, answer: { error: 'bad-origin' } });
});

test('no token, a wrong one, half a one, another scheme: refused, and no path tells more than another', async () => {
  const { pipeline, port, keys } = await openApi();
  pipeline.start('', 'live');
  const wrong = [null, newToken(), keys.token.slice(0, -1), `${keys.token}x`, keys.token.toUpperCase()];
  for (const token of wrong) {
    for (const path of ['/v1/lines', '/nothing']) {
      expect(await call({ port, token, path, body: says('一') })).toEqual({ status: 401, answer: { error: 'bad-token' } });
    }
  }
  const basic = { authorization: `Basic ${keys.token}` };
  expect((await call({ port, headers: basic, body: says('一') })).status).toBe(401);
  expect((await call({ port, path: `/v1/lines?token=${keys.token}`, body: says('一') })).status).toBe(401);
  expect(pipeline.said).toEqual([]);
});

test('a token is 256 bits, only its hash is kept, and without one nobody comes in', () => {
  const token = newToken();
  expect(Buffer.from(token.slice('huidun_'.length), 'base64url')).toHaveLength(32);
  expect(newToken()).not.toBe(token);
  expect(hashOf(token)).not.toContain(token.slice(7, 20));
  expect([matchesHash(token, hashOf(token)), matchesHash(newToken(), hashOf(token))]).toEqual([true, false]);
  expect(refusal({ host: '127.0.0.1:1', authorization: `Bearer ${token}` }, 1, null)).toBe('bad-token');
});

test('too large: refused by its announced length, and cut off when it comes unannounced', async () => {
  const { pipeline, port, keys } = await openApi();
  pipeline.start('', 'live');
  const body = says('长'.repeat(messageLimits.bytes));
  expect(await call({ port, token: keys.token, body })).toEqual({ status: 413, answer: { error: 'too-large' } });
  const unannounced = call({ port, token: keys.token, body, headers: { 'transfer-encoding': 'chunked' } });
  expect(
    await unannounced.then(
      (answered) => answered.status,
      () => 'cut off',
    ),
  ).toSatisfy((end) => end === 413 || end === 'cut off');
  const headers = { 'x-padding': 'x'.repeat(9_000) };
  expect(
    await call({ port, token: keys.token, headers, body: says('一') }).then(
      (answered) => answered.status,
      () => 'cut off',
    ),
  ).toSatisfy((end) => end === 431 || end === 'cut off');
  expect(pipeline.said).toEqual([]);
});

test.each([
  ['no JSON', 'not json'],
  ['nothing', ''],
  ['another shape', '[]'],
  ['no lines', '{"lines":[]}'],
  ['an empty line', '{"lines":[{"text":""}]}'],
  ['a line that is no text', '{"lines":[{"text":5}]}'],
  ['an unknown field', '{"lines":[{"text":"一","side":"self"}]}'],
  ['an unknown mode', '{"lines":[{"text":"一"}],"mode":"replace"}'],
  ['a time before the start', '{"lines":[{"text":"一","offset":-1}]}'],
  ['a name of 81 characters', JSON.stringify({ lines: [{ text: '一', speaker: '名'.repeat(81) }] })],
  ['201 lines', JSON.stringify({ lines: Array.from({ length: 201 }, () => ({ text: '一' })) })],
  ['one bad line among good ones', '{"lines":[{"text":"一"},{"text":""}]}'],
])('%s is refused and nothing of it is stored', async (_what, body) => {
  const { pipeline, port, keys } = await openApi();
  pipeline.start('', 'live');
  expect(await call({ port, token: keys.token, body })).toEqual({ status: 400, answer: { error: 'bad-message' } });
  expect(pipeline.said).toEqual([]);
});

test('another way to call it is refused by name', async () => {
  const { port, keys } = await openApi();
  const { token } = keys;
  expect((await call({ port, token, path: '/' })).answer).toEqual({ error: 'not-found' });
  expect((await call({ port, token, path: '/v1/lines/../lines' })).answer).toEqual({ error: 'not-found' });
  expect((await call({ port, token, method: 'GET' })).answer).toEqual({ error: 'bad-method' });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
    expect((await call({ port, token, headers: { 'content-type': type }, body: says('一') })).answer).toEqual({ error: 'not-json' });
  }
});

test('a flood with the token is held back; what was let in is stored, and later it goes on', async () => {
  const clock = { ms: 0 };
  const { pipeline, port, keys } = await openApi({ now: () => clock.ms });
  pipeline.start('', 'live');
  const answers = await Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      const statuses: number[] = [];
      for (let i = 0; i < 10; i++) statuses.push((await call({ port, token: keys.token, body: says(`第${lane}-${i}句`) })).status);
      return statuses;
    }),
  );
  const statuses = answers.flat();
  expect(statuses.filter((status) => status === 200)).toHaveLength(rates.messages);
  expect(statuses.filter((status) => status === 429)).toHaveLength(80 - rates.messages);
  expect(pipeline.said).toHaveLength(rates.messages);
  clock.ms += 1_000;
  expect((await call({ port, token: keys.token, body: says('又来') })).status).toBe(200);
});

test('a flood without the token is cut off, and does not keep the right token out', async () => {
  const { pipeline, port, keys } = await openApi({ now: () => 0 });
  pipeline.start('', 'live');
  const ends: (number | string)[] = [];
  for (let i = 0; i < 40; i++)
    ends.push(
      await call({ port, token: newToken(), body: says('一') }).then(
        (answered) => answered.status,
        () => 'cut',
      ),
    );
  expect(ends.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 401));
  expect(ends.slice(30)).toEqual(Array.from({ length: 10 }, () => 'cut'));
  expect((await call({ port, token: keys.token, body: says('一') })).status).toBe(200);
});

test.each([
  ['its head', (token: string, port: number) => `POST /v1/lines HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n`],
  [
    'its body',
    (token: string, port: number) =>
      `POST /v1/lines HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
  ],
  ['everything', () => ''],
])('a client that dawdles over %s is let go', async (_what, begin) => {
  const { port, keys } = await openApi({ timeouts: { head: 100, request: 200, idle: 100, check: 20, ping: 1_000 } });
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.write(begin(keys.token, port));
  await gone;
  expect(socket.destroyed).toBe(true);
});

test('connections are few: a crowd does not pile up', async () => {
  const { port } = await openApi();
  const sockets = Array.from({ length: 40 }, () => connect(port, '127.0.0.1'));
  const closed = await new Promise<number>((resolve) => {
    let count = 0;
    for (const socket of sockets) {
      socket.on('error', () => {});
      socket.on('close', () => {
        count++;
        if (count === 24) resolve(count);
      });
    }
  });
  expect(closed).toBe(24);
  for (const socket of sockets) socket.destroy();
});

test('it listens on the loopback addresses only, IPv6 too', async () => {
  const { api, pipeline, port, keys } = await openApi();
  pipeline.start('', 'live');
  expect((await call({ port, host: '::1', token: keys.token, headers: { host: `[::1]:${port}` }, body: says('一') })).status).toBe(200);
  expect((await call({ port, token: keys.token, headers: { host: `localhost:${port}` }, body: says('二') })).status).toBe(200);
  const { networkInterfaces } = await import('node:os');
  const others = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter((one) => !one.internal && one.family === 'IPv4'));
  for (const { address } of others)
    await expect(call({ port, host: address, token: keys.token, body: says('三') })).rejects.toThrow('ECONNREFUSED');
  await api.stop();
  await expect(call({ port, token: keys.token, body: says('四') })).rejects.toThrow('ECONNREFUSED');
});

test('a WebSocket meets the same gate, is closed after too much nonsense, and is not sent what was said', async () => {
  const { pipeline, port, keys } = await openApi();
  pipeline.start('', 'live');
  const open = (headers: Record<string, string>, path = '/v1/live') => new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const refused = (socket: WebSocket) =>
    new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('error', () => {});
    });
  const good = { authorization: `Bearer ${keys.token}` };
  expect(await refused(open({}))).toBe(401);
  expect(await refused(open({ ...good, origin: 'https://evil.example' }))).toBe(403);
  expect(await refused(open({ ...good, host: 'evil.example' }))).toBe(403);
  expect(await refused(open(good, '/v1/lines'))).toBe(404);

  const socket = open(good);
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  const code = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  pipeline.add([{ speaker: null, text: '秘密的话' }]);
  await pipeline.idle();
  for (let i = 0; i < 10; i++) socket.send('nonsense');
  expect(await code).toBe(1008);
  expect(heard.join('')).not.toContain('秘密');

  const large = open(good);
  const cut = new Promise((resolve) => large.once('close', resolve));
  await new Promise((resolve) => large.once('open', resolve));
  large.send(says('长'.repeat(messageLimits.bytes)));
  expect(await cut).toBe(1009);
});
