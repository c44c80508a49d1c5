/** Who is attacked: the rules alone, and the whole guard with a model. */
import type { Level, Turn } from '../../electron/contract/domain.ts';
import { cautiousThresholds } from '../../electron/engine/calibration.ts';
import { RecentNgrams } from '../../electron/guard/recent-ngrams.ts';
import { Replayer } from '../../electron/programs/replay.ts';
import { chooseModel } from '../../electron/programs/terminal.ts';
import { readCues } from '../../electron/rules/find.ts';
import { advance, newMeetingState } from '../../electron/verdict/fuse.ts';
import type { Judge } from './compare.ts';

/** Pure: quick enough for every test run. */
export const byRules: Judge = async (turns) => {
  let state = newMeetingState;
  const ngrams = new RecentNgrams();
  const lines = turns.map((turn: Turn, seq) => ({ ...turn, meetingId: 1, seq, at: 0 }));
  return lines.map((line, seq): Level => {
    const step = advance(state, {
      line,
      side: null,
      ...readCues(line.text, seq),
      modelRisk: null,
      ngrams: ngrams.read(lines, seq),
      thresholds: cautiousThresholds,
      model: null,
      ms: 0,
    });
    state = step.state;
    return step.verdict.level;
  });
};

/** The app's own pipeline with a model: an id of the catalog or a path; undefined is the starter. */
export async function byGuard(model: string | undefined): Promise<{ judge: Judge; dispose: () => Promise<void> }> {
  const replayer = await Replayer.create(await chooseModel(model));
  const judge: Judge = async (turns) => (await replayer.judge('', turns)).verdicts.map((verdict) => verdict.level);
  return { judge, dispose: () => replayer.dispose() };
}
