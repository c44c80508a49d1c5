/** `npm run bench:captions -- [--minutes N] [--live N] [--json]`: measures caption reading, from pixels to lines, on the fake meeting. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { needsDisplay, openDisplay } from '../../build/display.mjs';
import { quantile } from '../../electron/math/quantile.ts';
import { type Measure, toRow, toTable } from '../../electron/programs/bench/measure.ts';
import { demoSample } from '../../electron/sources/samples.ts';
import { typeScript } from '../support/caption-typing.ts';
import { makeScript } from './caption-scripts.ts';
import { type LiveResult, liveMeeting } from './captions-live.ts';
import { type Played, playMeeting } from './captions-played.ts';

const help = `npm run bench:captions -- [--minutes N] [--live N] [--json]
  --minutes  length of the meetings that are played faster than they are said (default 20; other sizes of letters a tenth; 0: not at all)
  --live     minutes in real time, in the real app (default 3; 0: not at all)
  --json     one JSON object a measure
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    live: { type: 'string', default: '3' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const display = needsDisplay() ? await openDisplay() : null;
if (display) process.env.DISPLAY = display.name;
// The system lists windows for capture only under a window manager. A real desktop has one already.
const manager = display && spawn('openbox', ['--sm-disable'], { stdio: 'ignore' });
const played = [
  ['chinese', 24],
  ['mixed', 24],
  ['chinese', 32],
  ['mixed', 32],
  ['chinese', 28],
  ['mixed', 28],
] as const;
const measures: Measure[] = [];
const report = (...found: Measure[]) => {
  measures.push(...found);
  if (values.json) for (const one of found) process.stdout.write(`${JSON.stringify(toRow(one))}\n`);
};
try {
  if (Number(values.live) > 0) {
    process.stderr.write(`in the app: ${values.live} minutes in real time, then the sample fraud up to its ask\n`);
    const { turns, typed } = makeScript('chinese', Number(values.live));
    report(...liveMeasures(await liveMeeting(turns, typed, 28), turns.length));
    const fraud = demoSample.turns.slice(0, (demoSample.ask_turn as number) + 1);
    report(...fraudMeasures(await liveMeeting(fraud, typeScript(fraud), 28)));
  }
  const minutes = Number(values.minutes);
  for (const [kind, size] of minutes > 0 ? played : []) {
    // The usual font size gets the long meeting, the others a tenth of it.
    const { turns, typed } = makeScript(kind, size === 28 ? minutes : minutes / 10);
    process.stderr.write(`${kind}, ${size} px: ${turns.length} lines, faster than said\n`);
    report(...playedMeasures(kind, size, await playMeeting(turns, typed, size), turns.length));
  }
} finally {
  manager?.kill();
  await display?.close();
}
if (!values.json) process.stdout.write(toTable(measures));

function playedMeasures(kind: 'chinese' | 'mixed', size: number, played: Played, said: number): Measure[] {
  const { wrong, characters, lost, doubled, minutes, frames, recognised } = played;
  const model = `${kind}, ${size} px`;
  const of = { minutes, lines: said, looks: frames, recognised };
  return [
    {
      ...{ measure: 'characters wrong', model, value: (100 * wrong) / characters, unit: '%' },
      ...{ bar: { at: 'most', value: kind === 'chinese' ? 0.5 : 1 }, of: { wrong, characters } },
    },
    { measure: 'lines lost', model, value: lost.length, unit: 'lines', bar: { at: 'most', value: 0 }, of },
    { measure: 'lines doubled', model, value: doubled.length, unit: 'lines', bar: { at: 'most', value: 0 }, of },
  ];
}

function liveMeasures({ wrong, characters, lost, doubled, delays, changing, still, noticed }: LiveResult, said: number): Measure[] {
  const model = 'in the app, 28 px';
  const at = (share: number) => quantile(delays, share);
  const percent = (part: number) => 100 * part;
  return [
    {
      measure: 'characters wrong',
      model,
      value: (100 * wrong) / characters,
      unit: '%',
      bar: { at: 'most', value: 0.5 },
      of: { wrong, characters },
    },
    { measure: 'lines lost', model, value: lost.length, unit: 'lines', bar: { at: 'most', value: 0 }, of: { lines: said } },
    { measure: 'lines doubled', model, value: doubled.length, unit: 'lines', bar: { at: 'most', value: 0 } },
    {
      ...{ measure: 'last character to final line, p95', model, value: at(0.95), unit: 'ms' },
      ...{ bar: { at: 'most', value: 2_000 }, of: { median: at(0.5), slowest: at(1), lines: delays.length } },
    },
    {
      ...{ measure: 'one core, captions change', model, value: percent(changing.recogniser + changing.capture), unit: '%' },
      ...{ bar: { at: 'most', value: 100 }, of: { recogniser: percent(changing.recogniser), capture: percent(changing.capture) } },
    },
    {
      ...{ measure: 'one core, captions still', model, value: percent(still.recogniser + still.capture), unit: '%' },
      ...{
        bar: { at: 'most', value: 3 },
        of: { recogniser: percent(still.recogniser), capture: percent(still.capture), rest: percent(still.system) },
      },
    },
    {
      ...{ measure: 'captions end to 字幕已停, slowest', model, value: Math.max(...Object.values(noticed)), unit: 'ms' },
      ...{ bar: { at: 'most', value: 5_000 }, of: noticed },
    },
  ];
}

function fraudMeasures({ redBefore }: LiveResult): Measure[] {
  const bar = { at: 'least', value: 1 } as const;
  return [{ measure: 'red before the ask, from pixels alone', model: demoSample.id, value: redBefore ?? -1, unit: 'lines', bar }];
}
