/** Measures what surrounds the model: the store and the rules. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Line, Verdict } from '../../contract/domain.ts';
import { cautiousThresholds } from '../../engine/calibration.ts';
import { RecentNgrams } from '../../guard/recent-ngrams.ts';
import { median, quantile } from '../../math/quantile.ts';
import { readCues } from '../../rules/find.ts';
import { demoSample } from '../../sources/samples.ts';
import { addLines } from '../../store/lines.ts';
import { startMeeting } from '../../store/meetings.ts';
import { closeStore, openStore } from '../../store/open.ts';
import { addVerdicts } from '../../store/verdicts.ts';
import { advance, newMeetingState } from '../../verdict/fuse.ts';
import type { Measure } from './measure.ts';
import { meeting } from './meeting.ts';

const rounds = 1_000;

/** Stores a line and its verdict, each in its own transaction as in the app. */
export function measureStore(): Measure {
  const folder = mkdtempSync(path.join(tmpdir(), 'huidun-bench-'));
  const db = openStore(path.join(folder, 'huidun.db'));
  try {
    const { id } = startMeeting(db, 'bench', 'import', Date.now());
    const judge = ruleJudge();
    const stored = meeting(rounds).map((turn) => {
      const begun = performance.now();
      const [line] = addLines(db, id, [turn], Date.now());
      const onDisk = performance.now() - begun;
      const verdict = judge(line as Line);
      const again = performance.now();
      addVerdicts(db, [verdict]);
      return onDisk + performance.now() - again;
    });
    const of = { p99: quantile(stored, 0.99), lines: rounds };
    return { measure: 'storing a line and its verdict', model: 'none', value: median(stored), unit: 'ms', of };
  } finally {
    closeStore(db);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything but the model: cues, n-grams and verdict of a line, near line 300 of a meeting with a fraud's lines in it. */
export function measureRules(): Measure {
  const took: number[] = [];
  for (let round = 0; round < 10; round++) {
    const judge = ruleJudge();
    for (const [seq, turn] of meeting(320).entries()) {
      const said = seq % 10 === 9 ? (demoSample.turns[(seq - 9) / 10] ?? turn) : turn;
      const begun = performance.now();
      judge({ ...said, meetingId: 1, seq, at: 0 });
      if (seq >= 280) took.push(performance.now() - begun);
    }
  }
  return {
    measure: 'cues, n-grams and verdict of a line at 300',
    model: 'none',
    value: median(took),
    unit: 'ms',
    bar: { at: 'most', value: 1 },
    of: { p95: quantile(took, 0.95), lines: took.length },
  };
}

/** A judge of one meeting that works as the app does without a model. */
function ruleJudge(): (line: Line) => Verdict {
  const lines: Line[] = [];
  const recent = new RecentNgrams();
  let state = newMeetingState;
  return (line) => {
    lines.push(line);
    const ngrams = recent.read(lines, line.seq);
    const judged = { line, side: null, modelRisk: null, ngrams, thresholds: cautiousThresholds, model: null, ms: 0 };
    const step = advance(state, { ...judged, ...readCues(line.text, line.seq) });
    state = step.state;
    return step.verdict;
  };
}
