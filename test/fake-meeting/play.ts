/**
 * `npm run fake-meeting -- [--transcript FILE] [--size PIXELS] [--speed TIMES]`: opens a window that looks like a meeting and
 * shows captions, so that the app can read them off the screen.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Turn } from '../../electron/contract/domain.ts';
import { readTranscript } from '../../electron/sources/read.ts';
import { demoSample } from '../../electron/sources/samples.ts';
import { typeScript } from '../support/caption-typing.ts';
import { FakeMeeting } from '../support/fake-meeting.ts';

const { values } = parseArgs({
  options: {
    transcript: { type: 'string' },
    size: { type: 'string', default: '28' },
    speed: { type: 'string', default: '1' },
  },
});

const meeting = await FakeMeeting.open({ size: Number(values.size) });
process.stdout.write('这个窗口像一场会议。在会盾里点“读取屏幕字幕”，选“腾讯会议”。按 Ctrl+C 结束。\n');
const turns = await readTurns();
await meeting.play(turns, typeScript(turns), { speed: Number(values.speed) });
await meeting.gone;

async function readTurns(): Promise<readonly Turn[]> {
  if (!values.transcript) return demoSample.turns;
  const { conversations } = await readTranscript(values.transcript, readFileSync(values.transcript));
  return conversations[0]?.turns ?? [];
}
