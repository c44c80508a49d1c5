/**
 * Every state of both windows that people can see: a snapshot, the answers to other calls, and the clicks that lead there.
 * `npm run dev:preview` shows them, test/ui/states.test.ts brings the real windows into each. Add a state here when you add a screen.
 */
import type { CaptionPreview, Captions } from '../../electron/contract/capture.ts';
import type { CallName, EventName } from '../../electron/contract/channels.ts';
import { type CheckSummary, noCheck, type Trial } from '../../electron/contract/check.ts';
import type { Machine } from '../../electron/contract/devices.ts';
import { type ErrorCode, type FilePreview, type GuardState, type Meeting, noInputs } from '../../electron/contract/domain.ts';
import type { CallOutput, EventPayload, Snapshot } from '../../electron/contract/ipc.ts';
import type { ModelsState, Transfer } from '../../electron/contract/models.ts';
import type { Result } from '../../electron/contract/result.ts';
import { judgedTalk, liveMeeting, screenAlert, snapshot, starterModel } from './snapshots.ts';

/** Pending: the call has no answer yet. */
export type Answer<N extends CallName> = Result<CallOutput<N>> | 'pending';
export type Answers = { [N in CallName]?: Answer<N> };
export type ScriptedEvent = { [N in EventName]: readonly [N, EventPayload<N>] }[EventName];

export interface PreviewState {
  name: string;
  window: 'main' | 'overlay';
  /** Of `app.snapshot`. */
  snapshot: Answer<'app.snapshot'>;
  answers?: Answers;
  /** CSS selectors, clicked one after the other; a file name in its place opens a file. */
  clicks?: readonly (string | { file: string })[];
  /** Sent after the clicks. */
  events?: readonly ScriptedEvent[];
  /** The selector of what is there when the state is reached. */
  shows: string;
}

const ok = <T>(value: T): Result<T> => ({ ok: true, value });
const fails = (code: ErrorCode): { ok: false; error: { code: ErrorCode } } => ({ ok: false, error: { code } });
const testId = (id: string) => `[data-testid="${id}"]`;
const nav = (page: 'history' | 'models' | 'settings') => `nav button:nth-of-type(${{ history: 2, models: 3, settings: 4 }[page]})`;

// --- guard

const model = { modelState: 'ready', model: starterModel } as const;
const off = snapshot(model);
const on: Partial<GuardState> = { guarding: true, kind: null, ...model };
const calm = snapshot({ ...on, level: 'safe', risk: 0.1 }, {}, judgedTalk('safe', 3));
const amberState = { ...on, level: 'watch', risk: 0.7, kind: 'police', stage: 'isolate', snoozeMinutes: 3 } as const;
const amberAlert = { ...screenAlert, level: 'watch', stage: 'isolate', seq: 5 } as const;
const amber = snapshot(amberState, {}, { ...judgedTalk('watch', 6), alerts: [amberAlert] });
const redState = { ...on, level: 'danger', risk: 0.95, kind: 'police', stage: 'extract', snoozeMinutes: 3 } as const;
const red = snapshot(redState, {}, { ...judgedTalk('danger'), alerts: [screenAlert] });
const answered = snapshot(redState, {}, { ...judgedTalk('danger'), alerts: [{ ...screenAlert, answer: 'dismissed' }] });
const coached = snapshot(redState, {}, { ...judgedTalk('danger'), alerts: [{ ...screenAlert, cause: 'coached', answer: 'coached' }] });
const quiet = { kind: 'snooze', level: 'danger', until: new Date(2026, 0, 5, 15, 42).getTime() } as const;
const marked: Meeting = {
  ...liveMeeting,
  marks: [
    { speaker: '沈女士', side: 'self' },
    { speaker: '来电人', side: 'other' },
  ],
};

const samples = ok([
  {
    id: 'police-screen-share',
    title: { 'zh-CN': '“民警”约我开会做笔录', 'en-US': 'An “officer” takes a statement' },
    label: 'fraud',
    lines: 24,
  },
  { id: 'bank-call-back', title: { 'zh-CN': '银行客服核实', 'en-US': 'A bank calls back' }, label: 'normal', lines: 18 },
] as const satisfies CallOutput<'sample.list'>);

const inputs = (change: Partial<Snapshot['inputs']>, of: Snapshot = calm) => ok({ ...of, inputs: { ...noInputs, ...change } });
const captions = (state: Captions['state'], why: Captions['why'] = null): Captions => ({
  state,
  why,
  name: '腾讯会议',
  choice: { id: 'window:1:0', strip: { x: 0.1, y: 0.75, width: 0.8, height: 0.2 }, trial: false },
  since: 1,
});
const captionPreview = (change: Partial<CaptionPreview>): ScriptedEvent => [
  'captions',
  { trial: false, rows: [], open: [], why: null, ...change },
];
/** A picture of a window with two caption rows. */
const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><rect width="1280" height="720" fill="#31465f"/><circle cx="640" cy="280" r="130" fill="#8fa9c4"/><rect x="160" y="560" width="960" height="110" fill="#111c"/><text x="200" y="605" font-size="30" fill="#fff">这个案子涉及保密，您不能跟家里人说，</text><text x="200" y="650" font-size="30" fill="#fff">也不要告诉同事。</text></svg>',
)}`;
const sources = ok([
  { id: 'window:1:0', name: '腾讯会议', kind: 'window', program: 'tencent', picture },
  { id: 'window:2:0', name: '季度报表.xlsx', kind: 'window', program: 'other', picture },
  { id: 'screen:0:0', name: 'Screen 1', kind: 'screen', program: 'other', picture },
] as const satisfies CallOutput<'capture.list'>);
const framed = ok({ picture, width: 1_280, height: 720, strip: captions('reading').choice.strip, remembered: true });
const file: FilePreview = {
  id: 1,
  name: '0105 腾讯会议记录.txt',
  bytes: 4_000,
  format: 'tencent',
  encoding: 'mixed',
  conversations: 1,
  lines: 24,
  speakers: [
    { speaker: '来电人', lines: 14 },
    { speaker: '沈女士', lines: 10 },
  ],
  speakerCount: 2,
  first: judgedTalk('safe', 5).lines.map(({ speaker, text, seq }) => ({ speaker, text, offset: seq * 7_000 })),
  startedAt: new Date(2026, 0, 5, 14, 30).getTime(),
  lastsMs: 723_000,
};

const guard: PreviewState[] = [
  { name: 'guard-loading', window: 'main', snapshot: 'pending', shows: '.mantine-Loader-root' },
  { name: 'guard-unopened', window: 'main', snapshot: fails('store-corrupt'), shows: '[role=alert]' },
  { name: 'guard-off', window: 'main', snapshot: ok(off), shows: '.empty button' },
  {
    name: 'guard-samples-failed',
    window: 'main',
    snapshot: ok(off),
    answers: { 'sample.list': fails('internal') },
    shows: testId('problem'),
  },
  {
    name: 'guard-interrupted',
    window: 'main',
    snapshot: ok(snapshot({ ...model, interrupted: liveMeeting })),
    shows: testId('interrupted'),
  },
  {
    name: 'guard-problem',
    window: 'main',
    snapshot: ok(snapshot({ ...model, problem: { code: 'model-corrupt' } })),
    shows: testId('problem'),
  },
  { name: 'guard-model-loading', window: 'main', snapshot: ok(snapshot({ modelState: 'loading' })), shows: testId('status') },
  { name: 'guard-no-model', window: 'main', snapshot: ok(snapshot({ ...on, modelState: 'failed', model: null })), shows: testId('status') },
  { name: 'guard-empty', window: 'main', snapshot: ok(snapshot(on)), shows: '.empty' },
  {
    name: 'guard-unknown',
    window: 'main',
    snapshot: ok(snapshot({ ...on, waiting: 1 }, {}, judgedTalk('unknown', 3, 2))),
    shows: testId('line'),
  },
  { name: 'guard-safe', window: 'main', snapshot: ok(calm), shows: testId('line') },
  { name: 'guard-watch', window: 'main', snapshot: ok(amber), shows: testId('card') },
  { name: 'guard-danger', window: 'main', snapshot: ok(red), shows: testId('card') },
  { name: 'guard-danger-answered', window: 'main', snapshot: ok(answered), shows: testId('line') },
  { name: 'guard-why', window: 'main', snapshot: ok(answered), clicks: ['.line:nth-last-of-type(2) .risk'], shows: testId('why') },
  { name: 'guard-why-calm', window: 'main', snapshot: ok(calm), clicks: ['.line:first-of-type .risk'], shows: testId('why') },
  { name: 'guard-stage', window: 'main', snapshot: ok(answered), clicks: ['.stage[data-newest]'], shows: '[role=dialog]' },
  { name: 'guard-question', window: 'main', snapshot: ok(red), clicks: ['.card .main'], shows: '.card .ask' },
  { name: 'guard-coached', window: 'main', snapshot: ok(coached), shows: testId('card') },
  {
    name: 'guard-answer-failed',
    window: 'main',
    snapshot: ok(red),
    answers: { 'alert.answer': fails('store-full') },
    clicks: ['.card .main', '.card .ask div button:nth-of-type(2)'],
    shows: '.card footer:not(.ask)',
  },
  {
    name: 'guard-quiet',
    window: 'main',
    snapshot: ok(snapshot({ ...redState, quiet }, {}, answered.record ?? {})),
    shows: testId('quiet'),
  },
  {
    name: 'guard-busy',
    window: 'main',
    snapshot: ok(snapshot({ ...on, level: 'safe', busy: true }, {}, judgedTalk('safe', 3))),
    shows: testId('line'),
  },
  {
    name: 'guard-card-part',
    window: 'main',
    snapshot: ok(snapshot({ ...on, model: { ...starterModel, device: 'cuda', deviceName: 'RTX 3060', gpuLayers: 12, layers: 29 } })),
    shows: testId('model'),
  },
  {
    name: 'guard-server',
    window: 'main',
    snapshot: ok(snapshot({ ...on, model: { ...starterModel, name: 'qwen2-1.5b', device: 'server', deviceName: 'models.example.com' } })),
    shows: testId('model'),
  },
  {
    name: 'guard-speakers',
    window: 'main',
    snapshot: ok(snapshot({ ...on, level: 'safe', meeting: marked }, {}, judgedTalk('safe', 3))),
    shows: testId('line'),
  },
  {
    name: 'guard-speaker-chosen',
    window: 'main',
    snapshot: ok(snapshot({ ...on, level: 'safe', meeting: marked }, {}, judgedTalk('safe', 3))),
    clicks: ['[role=group] button'],
    shows: '[role=dialog]',
  },
  {
    name: 'guard-clipboard-and-api',
    window: 'main',
    snapshot: inputs({ clipboard: true, api: { port: 47_113, connected: 1 } }),
    shows: testId('clipboard'),
  },
  {
    name: 'captions-waiting',
    window: 'main',
    snapshot: inputs({ captions: captions('reading') }, snapshot(on)),
    shows: testId('captions'),
  },
  {
    name: 'captions-reading',
    window: 'main',
    snapshot: inputs({ captions: captions('reading') }),
    events: [captionPreview({ open: [{ speaker: '来电人', text: '这个案子涉及保密，您不能跟' }] })],
    shows: testId('captions'),
  },
  ...(['nothing', 'refused', 'closed'] as const).map(
    (why): PreviewState => ({
      name: `captions-stopped-${why}`,
      window: 'main',
      snapshot: inputs({ captions: captions(why === 'nothing' ? 'stale' : 'stopped', why) }),
      shows: testId('captions'),
    }),
  ),
  {
    name: 'captions-pick',
    window: 'main',
    snapshot: ok(off),
    clicks: ['.guard button.mantine-Button-root[data-variant=light]'],
    shows: testId('pick'),
  },
  {
    name: 'captions-refused',
    window: 'main',
    snapshot: ok(off),
    answers: { 'capture.list': fails('capture-refused') },
    clicks: ['.guard button.mantine-Button-root[data-variant=light]'],
    shows: testId('capture-failure'),
  },
  {
    name: 'captions-frame',
    window: 'main',
    snapshot: ok(off),
    clicks: ['.guard button.mantine-Button-root[data-variant=light]', '.source'],
    events: [captionPreview({ trial: true, rows: ['这个案子涉及保密，您不能跟家里人说，', '也不要告诉同事。'] })],
    shows: testId('frame-step'),
  },
  {
    name: 'file-reading',
    window: 'main',
    snapshot: ok(off),
    answers: { 'file.open': 'pending' },
    clicks: [{ file: '会议.txt' }],
    shows: '.mantine-Modal-content .mantine-Loader-root',
  },
  { name: 'file-preview', window: 'main', snapshot: ok(off), clicks: [{ file: '会议.txt' }], shows: testId('file-preview') },
  {
    name: 'file-refused',
    window: 'main',
    snapshot: ok(off),
    answers: { 'file.open': fails('not-text') },
    clicks: [{ file: '照片.jpg' }],
    shows: testId('problem'),
  },
  {
    name: 'file-importing',
    window: 'main',
    snapshot: inputs({ importing: { name: file.name, done: 9, total: 24 } }),
    shows: testId('importing'),
  },
  {
    name: 'file-imported',
    window: 'main',
    snapshot: ok(calm),
    clicks: [{ file: '会议.txt' }, `${testId('file-preview')} button:last-of-type`],
    shows: testId('imported'),
  },
];

// --- history

const past = (change: Partial<Meeting>): Meeting => ({
  ...liveMeeting,
  startedAt: new Date(2026, 0, 5, 15, 4).getTime(),
  endedAt: new Date(2026, 0, 5, 15, 40).getTime(),
  lines: 24,
  ...change,
});
const meetings = [
  past({ id: 4, title: '“民警”约我开会做笔录', source: 'sample', maxLevel: 'danger', maxRisk: 0.95, alerts: 2 }),
  past({ id: 3, title: '0104 电话', source: 'import', maxLevel: 'watch', maxRisk: 0.7, alerts: 1 }),
  past({ id: 2, title: '', maxLevel: 'safe', maxRisk: 0.1 }),
  past({ id: 1, title: '试音', lines: 2 }),
];
const record = {
  ...judgedTalk('danger'),
  meeting: past({ id: 4, title: '“民警”约我开会做笔录', maxLevel: 'danger', alerts: 2, marks: marked.marks }),
  alerts: [
    { ...amberAlert, answer: 'snoozed' as const },
    { ...screenAlert, id: 2, episode: 1, cause: 'worse' as const, answer: 'coached' as const, feedback: 'true-alarm' as const },
  ],
};
const listed: Answers = { 'history.list': ok(meetings), 'history.open': ok(record) };

const history: PreviewState[] = [
  { name: 'history-empty', window: 'main', snapshot: ok(off), clicks: [nav('history')], shows: '.empty' },
  {
    name: 'history-failed',
    window: 'main',
    snapshot: ok(off),
    answers: { 'history.list': fails('store-corrupt') },
    clicks: [nav('history')],
    shows: testId('problem'),
  },
  { name: 'history-list', window: 'main', snapshot: ok(off), answers: listed, clicks: [nav('history')], shows: testId('meeting') },
  {
    name: 'history-meeting',
    window: 'main',
    snapshot: ok(off),
    answers: listed,
    clicks: [nav('history'), testId('meeting')],
    shows: testId('alert-note'),
  },
  {
    name: 'history-remove',
    window: 'main',
    snapshot: ok(off),
    answers: listed,
    clicks: [nav('history'), testId('meeting'), 'main button[data-variant=subtle]'],
    shows: '[role=dialog]',
  },
];

// --- models

const transfer = (change: Partial<Transfer>): Transfer => ({
  id: 'q4',
  name: 'Qwen2-1.5B-Instruct Q4_K_M',
  kind: 'download',
  stage: 'fetching',
  site: 'ModelScope',
  received: 421_000_000,
  total: 986_045_824,
  bytesPerSecond: 8_300_000,
  secondsLeft: 68,
  failure: null,
  ...change,
});
const slow = { bytesPerSecond: null, secondsLeft: null };
const file1 = { kind: 'model', license: 'Apache-2.0', sha256: 'a'.repeat(64), place: 'own', present: true, calibrated: false } as const;
export const modelsState: ModelsState = {
  folder: '/home/user/.config/Huidun/models',
  installed: [
    { ...file1, path: '/m/a.gguf', name: 'Qwen2-0.5B-Instruct Q8_0', bytes: 531_000_000, calibrated: true },
    { ...file1, path: '/media/usb/b.gguf', name: '防诈微调', bytes: 1_650_000_000, license: null, place: 'linked', present: false },
    { ...file1, path: '/m/l.gguf', name: 'fraud-lora', bytes: 37_000_000, kind: 'lora', license: null },
  ],
  offered: [
    { id: 'q4', family: 'Qwen2-1.5B-Instruct', quantisation: 'Q4_K_M', bytes: 986_045_824, memory: 1_330_000_000, path: null },
    { id: 'q5', family: 'Qwen2-1.5B-Instruct', quantisation: 'Q5_K_M', bytes: null, memory: null, path: null },
    { id: 'q8', family: 'Qwen2-0.5B-Instruct', quantisation: 'Q8_0', bytes: 531_000_000, memory: 850_000_000, path: '/m/a.gguf' },
    { id: 'b', family: 'Qwen2-1.5B', quantisation: 'Q8_0', bytes: 1_640_000_000, memory: 1_990_000_000, path: null },
  ].map((one) => ({ ...one, license: 'Apache-2.0', sites: ['ModelScope', 'Hugging Face', 'hf-mirror'] })),
  transfers: [
    transfer({}),
    transfer({ ...slow, id: 'q5', stage: 'failed', total: null, failure: { code: 'download-login' } }),
    transfer({ ...slow, id: 'b', stage: 'paused' }),
    transfer({ id: 'x.gguf', name: 'x.gguf', kind: 'copy', stage: 'checking', site: null }),
  ],
};

const summary: CheckSummary = {
  id: 1,
  at: new Date(2026, 0, 5, 15, 4).getTime(),
  name: 'Qwen2-1.5B-Instruct Q4_K_M',
  path: '/m/q4.gguf',
  sha256: 'a'.repeat(64),
  bytes: 986e6,
  device: 'CPU',
  gpuLayers: 0,
  layers: 29,
  threads: 2,
  ramBytes: 1.3e9,
  vramBytes: 0,
  loadMs: 2_100,
  firstMs: 400,
  tokensPerSecond: 14,
  lineMs: 640,
  fits: true,
  misfits: [],
};
const unfit: CheckSummary = {
  ...summary,
  id: 3,
  name: 'Qwen2-1.5B Q4_K_M',
  sha256: 'b'.repeat(64),
  fits: false,
  misfits: ['endless', 'json'],
};
const trial: Trial = {
  id: 'account',
  question: '判断下面这段话是不是诈骗，只用 JSON 回答。',
  prompt: '<|im_start|>user\n判断下面这段话是不是诈骗，只用 JSON 回答。<|im_end|>\n<|im_start|>assistant\n',
  promptIds: [151_644, 872, 198],
  text: '这是诈骗，因为真的民警不会要求转账。',
  ids: [100_644, 20_412],
  ended: true,
  firstMs: 400,
  ms: 1_300,
  misfits: ['json'],
  isFraud: null,
};
const checked: Answers = {
  'check.list': ok({ checks: [summary, unfit, { ...summary, id: 2, lineMs: 1_900 }], recommended: summary.sha256 }),
  'check.open': ok({ ...unfit, trials: [{ ...trial, id: 'introduce', misfits: [] }, trial] }),
};
const running = { ...noCheck, running: true, model: unfit.name, models: 2, done: 1, trial: 2, text: '{"is_fraud"' };
const noModels: ModelsState = { ...modelsState, installed: [], transfers: [] };

const models: PreviewState[] = [
  {
    name: 'models-first',
    window: 'main',
    snapshot: ok(off),
    answers: { 'models.state': ok(noModels) },
    clicks: [nav('models')],
    shows: testId('offered'),
  },
  {
    name: 'models-all',
    window: 'main',
    snapshot: ok(
      snapshot(
        { ...model, model: { ...starterModel, starter: false, calibrated: false, name: 'Qwen2-0.5B-Instruct Q8_0', path: '/m/a.gguf' } },
        { modelPath: '/m/a.gguf', lora: { path: '/m/l.gguf', scale: 0.5 } },
      ),
    ),
    clicks: [nav('models')],
    shows: testId('lora'),
  },
  {
    name: 'models-failed',
    window: 'main',
    snapshot: ok(off),
    answers: { 'models.state': fails('disk-failed') },
    clicks: [nav('models')],
    shows: testId('problem'),
  },
  {
    name: 'models-remove',
    window: 'main',
    snapshot: ok(off),
    clicks: [nav('models'), `${testId('installed')}:nth-of-type(2) button[data-variant=subtle]`],
    shows: '[role=dialog]',
  },
  {
    name: 'check-results',
    window: 'main',
    snapshot: ok(off),
    answers: { ...checked, 'models.state': ok(noModels) },
    clicks: [nav('models')],
    shows: testId('check-result'),
  },
  {
    name: 'check-running',
    window: 'main',
    snapshot: ok(off),
    answers: { 'check.progress': ok(running), 'models.state': ok(noModels) },
    clicks: [nav('models')],
    shows: testId('check-running'),
  },
  {
    name: 'check-problem',
    window: 'main',
    snapshot: ok(off),
    answers: {
      'check.progress': ok({ ...noCheck, problems: [{ model: 'broken.gguf', failure: { code: 'model-corrupt' } }] }),
      'models.state': ok(noModels),
    },
    clicks: [nav('models')],
    shows: `${testId('check')} [role=alert]`,
  },
  {
    name: 'check-answers',
    window: 'main',
    snapshot: ok(off),
    answers: { ...checked, 'models.state': ok(noModels) },
    clicks: [nav('models'), `${testId('check-result')} button`, `${testId('answers')} summary`],
    shows: testId('answers'),
  },
  {
    name: 'check-not-now',
    window: 'main',
    snapshot: ok(calm),
    answers: { 'models.state': ok(noModels) },
    clicks: [nav('models')],
    shows: testId('check'),
  },
];

// --- settings

const memory = { total: 24e9, free: 20e9 };
const machine: Machine = {
  backends: ['cuda', 'vulkan'],
  started: 'cuda',
  cards: [
    { name: 'NVIDIA GeForce RTX 3090', memory },
    { name: 'NVIDIA GeForce RTX 3080', memory: { total: 10e9, free: 9e9 } },
  ],
  vram: { total: 34e9, free: 29e9 },
  ram: { total: 32e9, free: 20e9 },
  present: ['NVIDIA'],
};
const noCards: Machine = { ...machine, backends: [], started: null, cards: [], vram: { total: 0, free: 0 }, present: [] };
const server = { url: 'https://models.example.com/v1', model: 'qwen2-1.5b-instruct' };
const thresholds = { watch: 0.6, danger: 0.85 };

const settings: PreviewState[] = [
  { name: 'settings', window: 'main', snapshot: ok(off), clicks: [nav('settings')], shows: testId('server') },
  {
    name: 'settings-cards',
    window: 'main',
    snapshot: ok(snapshot({ ...model, model: { ...starterModel, deviceReason: 'card-full' } }, { device: 'cuda', deviceIndex: 1 })),
    answers: { 'device.machine': ok(machine) },
    clicks: [nav('settings')],
    shows: testId('device'),
  },
  {
    name: 'settings-feedback',
    window: 'main',
    snapshot: ok(off),
    answers: {
      'feedback.summary': ok({
        falseAlarms: 3,
        trueAlarms: 1,
        shift: { watch: 0.4, danger: 0.4 },
        before: thresholds,
        after: { watch: 0.69, danger: 0.89 },
      }),
    },
    clicks: [nav('settings')],
    shows: testId('feedback'),
  },
  {
    name: 'settings-server',
    window: 'main',
    snapshot: ok(snapshot(model, { server })),
    answers: { 'server.state': ok({ server, keyKept: 'session' }), 'server.leave': fails('store-failed') },
    clicks: [nav('settings'), `${testId('server')} button`],
    shows: testId('server-failure'),
  },
  {
    name: 'settings-api',
    window: 'main',
    snapshot: inputs({ api: { port: 47_113, connected: 0 } }, snapshot(model, { localApi: true })),
    clicks: [nav('settings'), `${testId('local-api')} button`],
    shows: `${testId('local-api')} [role=alert] input`,
  },
  {
    name: 'settings-failed',
    window: 'main',
    snapshot: ok(off),
    answers: { 'server.state': fails('internal'), 'device.machine': fails('internal'), 'feedback.summary': fails('store-failed') },
    clicks: [nav('settings')],
    shows: testId('problem'),
  },
];

// --- overlay

const overlay: PreviewState[] = [
  ...(['unknown', 'safe', 'watch', 'danger'] as const).map(
    (level): PreviewState => ({
      name: `overlay-${level}`,
      window: 'overlay',
      snapshot: ok(snapshot({ ...on, level })),
      shows: testId('pill'),
    }),
  ),
  { name: 'overlay-clipboard', window: 'overlay', snapshot: inputs({ clipboard: true }), shows: testId('pill') },
  { name: 'overlay-quiet', window: 'overlay', snapshot: ok(snapshot({ ...redState, quiet })), shows: testId('pill') },
  {
    name: 'overlay-captions-stopped',
    window: 'overlay',
    snapshot: inputs({ captions: captions('stale', 'covered') }),
    shows: testId('captions-stopped'),
  },
  {
    name: 'overlay-neutral',
    window: 'overlay',
    snapshot: ok({ ...red, desktop: { ...red.desktop, sight: 'visible', sharing: true, neutral: true } }),
    shows: testId('neutral'),
  },
  { name: 'overlay-card-watch', window: 'overlay', snapshot: ok(amber), shows: testId('card') },
  { name: 'overlay-card-danger', window: 'overlay', snapshot: ok(red), shows: testId('card') },
  { name: 'overlay-question', window: 'overlay', snapshot: ok(red), clicks: ['.card .main'], shows: '.card .ask' },
  { name: 'overlay-coached', window: 'overlay', snapshot: ok(coached), shows: testId('card') },
  { name: 'overlay-unopened', window: 'overlay', snapshot: fails('internal'), shows: testId('overlay-problem') },
  {
    name: 'overlay-failed',
    window: 'overlay',
    snapshot: ok(calm),
    answers: { 'window.showMain': fails('internal') },
    clicks: [testId('pill')],
    shows: testId('overlay-problem'),
  },
];

export const states: readonly PreviewState[] = [...guard, ...history, ...models, ...settings, ...overlay];

/** Answers of the calls that a screen makes by itself, where a state names no other. */
export const usualAnswers: Answers = {
  'sample.list': samples,
  'capture.list': sources,
  'capture.picture': framed,
  'file.open': ok(file),
  'file.take': ok({ added: file.lines, stopped: false }),
  'history.list': ok([]),
  'models.state': ok(modelsState),
  'server.state': ok({ server: null, keyKept: 'none' }),
  'device.machine': ok(noCards),
  'check.list': ok({ checks: [], recommended: null }),
  'check.progress': ok(noCheck),
  'api.renew': ok({ token: 'hd_4f9c2a7e1b5d8c3f6a0e9b2d7c4f1a8e' }),
  'feedback.summary': ok({ falseAlarms: 0, trueAlarms: 0, shift: { watch: 0, danger: 0 }, before: thresholds, after: thresholds }),
};

/** The answer of `app.snapshot` under other settings. */
export function snapshotWith(state: PreviewState, change: Partial<Snapshot['settings']>): Answer<'app.snapshot'> {
  const { snapshot: answer } = state;
  if (answer === 'pending' || !answer.ok) return answer;
  return ok({ ...answer.value, settings: { ...answer.value.settings, ...change } });
}
