/** Scripted states of the guard, as snapshots and events carry them. No Node: the preview page uses them too. */

import { newDesktop } from '../../electron/contract/desktop.ts';
import type {
  Alert,
  CueInForce,
  GuardState,
  Level,
  Line,
  Meeting,
  ModelInfo,
  Reasons,
  Settings,
  Verdict,
} from '../../electron/contract/domain.ts';
import { defaultSettings, noInputs, reasonsVersion } from '../../electron/contract/domain.ts';
import type { Snapshot } from '../../electron/contract/ipc.ts';
import { raised } from '../../electron/contract/levels.ts';

export const calmState: GuardState = {
  guarding: false,
  meeting: null,
  level: 'unknown',
  risk: 0,
  stage: null,
  kind: null,
  quiet: null,
  snoozeMinutes: 0,
  modelState: 'failed',
  model: null,
  problem: null,
  busy: false,
  waiting: 0,
  interrupted: null,
};

export const liveMeeting: Meeting = {
  id: 1,
  title: '会议',
  source: 'live',
  startedAt: 1,
  endedAt: null,
  lines: 0,
  alerts: 0,
  maxRisk: 0,
  maxLevel: 'unknown',
  marks: [],
};

export const starterModel: ModelInfo = {
  id: 'starter',
  name: 'huidun-starter',
  path: '/opt/huidun/models/starter/huidun-starter.gguf',
  sha256: '0'.repeat(64),
  bytes: 61_000_000,
  starter: true,
  calibrated: true,
  thresholds: { watch: 0.6, danger: 0.85 },
  device: 'cpu',
  deviceName: 'CPU',
  deviceReason: 'no-card',
  gpuLayers: 0,
  layers: 7,
  ramBytes: 200_000_000,
  vramBytes: 0,
  threads: 2,
  contextTokens: 1_024,
  loadMs: 900,
};

export type RecordContent = Partial<Pick<NonNullable<Snapshot['record']>, 'lines' | 'verdicts' | 'alerts'>>;

/** @returns the snapshot of a guard in this state. While it guards, it guards `liveMeeting` unless the state names another one. */
export function snapshot(state: Partial<GuardState> = {}, settings: Partial<Settings> = {}, record: RecordContent = {}): Snapshot {
  const whole: GuardState = { ...calmState, meeting: state.guarding ? liveMeeting : null, ...state };
  return {
    state: whole,
    settings: { ...defaultSettings, ...settings },
    record: whole.meeting && { meeting: whole.meeting, lines: [], verdicts: [], alerts: [], ...record },
    inputs: noInputs,
    desktop: newDesktop,
    databasePath: '/home/user/huidun.db',
    version: '0.1.0',
  };
}

/** Lines of a call that turns from 接触 to 索要, each with the cue that it shows. */
const talk: readonly { speaker: string; text: string; cue?: [string, CueInForce['stage']] }[] = [
  { speaker: '来电人', text: '您好，请问是沈女士吗？能看到我的画面吗？' },
  { speaker: '沈女士', text: '能看到。您是刚才打电话的那位？' },
  { speaker: '来电人', text: '我是市局经侦支队的，警号我打在聊天框里了，您可以记一下。', cue: ['claims-police', 'contact'] },
  {
    speaker: '来电人',
    text: '上个月我们办了一个案子，里面有一张银行卡是用您的身份证开的，流水一百八十多万。',
    cue: ['accused', 'pressure'],
  },
  { speaker: '沈女士', text: '不可能，我就两张卡，一张工资卡，一张还房贷。' },
  { speaker: '来电人', text: '这个案子涉及保密，您不能跟家里人说，也不要告诉同事，说出去影响的是您自己。', cue: ['secrecy', 'isolate'] },
  { speaker: '来电人', text: '现在点一下屏幕下面的共享，把手机屏幕共享给我，我看一下您名下账户的情况。', cue: ['screen-share', 'control'] },
  { speaker: '沈女士', text: '共享屏幕？您能看到我的密码吗？' },
  { speaker: '来电人', text: '先做资金核查，转到核查账户，两个小时之内原路退回。', cue: ['safe-account', 'extract'] },
];

/** A record of `talk` up to a line, judged so that its last line has this level. @param judged the lines that have a verdict. */
export function judgedTalk(level: Level, count = talk.length, judged = count): Required<RecordContent> {
  const lines = talk.slice(0, count).map(({ speaker, text }, seq): Line => ({ meetingId: 1, seq, at: 1, speaker, text }));
  return {
    lines,
    verdicts: lines.slice(0, judged).map(({ seq }) => verdictOf(seq, seq === judged - 1 ? level : before(level))),
    alerts: [],
  };
}

/** Earlier lines are one level lower. */
function before(level: Level): Level {
  if (level === 'danger') return 'watch';
  return level === 'watch' ? 'safe' : level;
}

const risks: Record<Level, number> = { unknown: 0.2, safe: 0.1, watch: 0.7, danger: 0.95 };

function verdictOf(seq: number, level: Level): Verdict {
  const found = talk
    .slice(0, seq + 1)
    .flatMap(({ cue, text }, at) => (cue ? [{ cue: cue[0], seq: at, stage: cue[1], weight: 0.4, text }] : []));
  const here = found.filter((cue) => cue.seq === seq);
  return {
    meetingId: 1,
    seq,
    risk: risks[level],
    modelRisk: risks[level],
    level,
    kind: raised(level) ? 'police' : null,
    stage: found.at(-1)?.stage ?? null,
    cues: here.map(({ cue, stage, weight, text }) => ({ cue, seq, stage, kind: null, weight, quote: text.slice(0, 12) })),
    model: 'starter',
    ms: 400,
    reasons: reasonsOf(
      level,
      found.map(({ cue, seq: at, stage, weight }) => ({ cue, seq: at, stage, weight })),
    ),
  };
}

function reasonsOf(level: Level, cues: CueInForce[]): Reasons {
  const risk = risks[level];
  return {
    version: reasonsVersion,
    own: level,
    model: risk,
    ngrams: risk,
    rules: raised(level) ? 0.7 : 0.2,
    joined: risk,
    cues,
    excused: [],
    thresholds: starterModel.thresholds,
    ruleThresholds: { watch: 0.65, danger: 0.85 },
    shift: { watch: 0, danger: 0 },
    held: 0,
    early: level === 'unknown' ? 3 : 0,
    coached: false,
  };
}

/** The alert of `talk`: the caller asks for the screen. */
export const screenAlert: Alert = {
  id: 1,
  meetingId: 1,
  seq: 6,
  level: 'danger',
  kind: 'police',
  stage: 'control',
  quotes: [5, 6].map((seq) => ({ seq, speaker: talk[seq]?.speaker ?? null, text: talk[seq]?.text ?? '' })),
  at: 1,
  episode: 1,
  cause: 'first',
  cues: ['screen-share', 'secrecy'],
  reason: null,
  answer: null,
  feedback: null,
};
