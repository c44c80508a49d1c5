// Sends what you type, line by line, to 会盾: node client.mjs PORT TOKEN < captions.txt
import { createInterface } from 'node:readline';

const [port, token] = process.argv.slice(2);
const address = `http://127.0.0.1:${port}/v1/lines`;
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

for await (const raw of createInterface({ input: process.stdin })) {
  const [, speaker = null, text = raw] = /^([^:：]{1,20})[:：]\s*(.+)$/.exec(raw) ?? [];
  if (text.trim() === '') continue;
  const body = JSON.stringify({ lines: [{ speaker, text }] });
  const response = await fetch(address, { method: 'POST', headers, body });
  const answer = await response.json();
  if (answer.error === 'no-meeting') console.error('会盾 is not guarding: press 开始守护, then send again.');
  else if (answer.error) throw new Error(answer.error);
  else console.log(`${answer.added} added`);
}
