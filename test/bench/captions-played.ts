/**
 * Plays a long meeting faster than real time: the window draws each moment of the plan, its picture is recognised, and the
 * merger gets the time of the plan.
 */

import { finishCaptions, passTime, readCaptions } from '../../electron/captions/merge/lines.ts';
import { type MergeResult, noCaptions } from '../../electron/captions/merge/state.ts';
import { Recogniser } from '../../electron/captions/ocr/recogniser.ts';
import { isReadable } from '../../electron/captions/row.ts';
import type { Turn } from '../../electron/contract/domain.ts';
import { differs, type Grey } from '../../renderer/capture/grey.ts';
import { type Score, scoreLines } from '../support/caption-score.ts';
import type { Typed } from '../support/caption-typing.ts';
import { FakeMeeting } from '../support/fake-meeting.ts';

/** ms of the plan between two frames. The app takes three a second. */
const frameMs = 500;
/** The strip that captions/presets.ts proposes for 腾讯会议, in a window of 1280 × 720. */
const strip = { x: 154, y: 518, width: 972, height: 122 };

export interface Played extends Score {
  lines: Turn[];
  minutes: number;
  frames: number;
  recognised: number;
}

export async function playMeeting(turns: readonly Turn[], typed: readonly Typed[], size: number): Promise<Played> {
  const meeting = await FakeMeeting.open({ size });
  const recogniser = await Recogniser.load();
  const end = (typed.at(-1)?.at ?? 0) + 3_000;
  const lines: Turn[] = [];
  let [state, last, frames, recognised] = [noCaptions, null as Grey | null, 0, 0];
  const take = (step: MergeResult) => {
    state = step.state;
    lines.push(...step.lines);
  };
  try {
    for (let now = 0; now < end; now += frameMs) {
      frames++;
      await meeting.showAt(turns, typed, now);
      const picture = await meeting.picture(strip);
      if (!differs(last, picture)) {
        take(passTime(state, now));
        continue;
      }
      last = picture;
      recognised++;
      const { rows } = await recogniser.read(picture);
      take(readCaptions(state, { at: now, width: picture.width, rows: rows.filter((row) => isReadable(row.chars)) }, 'inline'));
    }
    take(finishCaptions(state));
  } finally {
    await meeting.end();
    await recogniser.dispose();
  }
  const said = turns.map((turn) => turn.text);
  const score = scoreLines(
    said,
    lines.map((line) => line.text),
  );
  return { ...score, lines, minutes: end / 60_000, frames, recognised };
}
