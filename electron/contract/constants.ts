/** The product's enumerations and limits as plain values, without a schema library: the overlay's bundle stays small. */

/** Limits on input. Input beyond a limit is refused with a sentence and never cut without telling. */
export const limits = {
  lineChars: 4_000,
  speakerChars: 80,
  pasteBytes: 2 * 1024 * 1024,
  fileBytes: 20 * 1024 * 1024,
  importLines: 20_000,
  /** What a verdict keeps of its reasons. */
  cuesInForce: 16,
  excused: 6,
  /** The sentence that a model may write under an alert. */
  reasonChars: 60,
} as const;

export const levels = ['unknown', 'safe', 'watch', 'danger'] as const;

/** The course of a fraud: contact 接触 → pressure 施压 → isolate 隔离 → control 控制 → extract 索要. */
export const stages = ['contact', 'pressure', 'isolate', 'control', 'extract'] as const;

export const kinds = [
  'police',
  'refund',
  'investment',
  'brushing',
  'loan',
  'romance',
  'acquaintance',
  'credit',
  'shopping',
  'gaming',
  'deepfake',
  'student',
  'crypto',
  'other',
] as const;

/** Why words that look like a cue are none: denied (别念验证码), told about others, or what honest callers say. */
export const excuses = ['denied', 'told', 'honest'] as const;

/** The cause of an alert: the level rose, rose further, a new stage began, the risk continued, or somebody told the user to close an alert. */
export const alertCauses = ['first', 'worse', 'stage', 'again', 'coached'] as const;

/** The user's answer to an alert. `coached`: somebody told the user to close it. `allowed`: the user trusts this meeting. */
export const alertAnswers = ['dismissed', 'snoozed', 'allowed', 'coached'] as const;

/** The user's feedback on an alert: 误报 or 属实. */
export const feedbacks = ['false-alarm', 'true-alarm'] as const;

/** Whether an alert stays visible after this answer: a user who was told to close it is still in danger. */
export function staysUp(answer: (typeof alertAnswers)[number] | null): boolean {
  return answer === null || answer === 'coached';
}

/** The side of a speaker, marked by the user: 我 or 对方. */
export const sides = ['self', 'other'] as const;
export type Side = (typeof sides)[number];

/** The side of a speaker; null without a name or a mark. */
export function sideOf(marks: readonly { speaker: string; side: Side }[], speaker: string | null): Side | null {
  return marks.find((mark) => mark.speaker === speaker)?.side ?? null;
}

/** The layout of a transcript file, by the program that wrote it; `text` is any other text. */
export const fileFormats = [
  'text',
  'minutes',
  'tencent',
  'feishu',
  'dingtalk',
  'zoom',
  'teams',
  'srt',
  'vtt',
  'json',
  'jsonl',
  'word',
] as const;

/** The encoding of a file; `mixed`: parts of it are UTF-8, parts GB18030. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'mixed'] as const;

export const sourceKinds = ['live', 'import', 'sample'] as const;

/** Programs with a preset for their captions (captions/presets.ts). */
export const programs = ['tencent', 'dingtalk', 'feishu', 'zoom', 'teams', 'meet', 'live-captions', 'other'] as const;
export type Program = (typeof programs)[number];

/**
 * Why captions are not read. `nothing`: no text on the strip; `covered`: other text than before; `black`: nothing at all, as
 * of a protected window; `no-picture`: minimised or hidden; `closed`: gone; `refused`: by the system's settings; `declined`: by
 * the user in the system's dialog; `failed`: the system gives no picture; `too-small`: the strip is too few pixels;
 * `recogniser`: recognition does not run; `not-kept`: lines were read and could not be stored; `framing`: the user tries another choice.
 */
export const captionTroubles = [
  'nothing',
  'covered',
  'black',
  'no-picture',
  'closed',
  'refused',
  'declined',
  'failed',
  'too-small',
  'recogniser',
  'not-kept',
  'framing',
] as const;

/** What the global shortcuts do: show the main window, answer the newest alert, open 已经转账. */
export const shortcutNames = ['show', 'answer', 'transferred'] as const;
export type ShortcutName = (typeof shortcutNames)[number];

/** What would silence a raised level: closing the window, quitting, ending the guard or its captions, the overlay switched off, … */
export const endReasons = ['close', 'quit', 'stop', 'captions', 'overlay', 'allow', 'snooze', 'remove'] as const;
export type EndReason = (typeof endReasons)[number];

export const errorCodes = [
  'bad-input',
  'not-allowed',
  'line-too-long',
  'paste-too-large',
  'file-too-large',
  'empty-text',
  'not-text',
  'not-docx',
  'too-many-lines',
  'no-meeting',
  'capture-refused',
  'capture-declined',
  'capture-unavailable',
  'capture-gone',
  'already-guarding',
  'check-running',
  'not-found',
  'model-missing',
  'model-corrupt',
  'model-incomplete',
  'model-unsupported',
  'model-changed',
  'model-failed',
  'model-too-large',
  'context-too-large',
  'lora-unsupported',
  'lora-other-base',
  'lora-removed',
  'model-exists',
  'model-removed',
  'model-crashed',
  'model-replaced',
  'download-wrong',
  'download-changed',
  'download-login',
  'download-refused',
  'download-busy',
  'download-cut',
  'server-address',
  'server-unreachable',
  'server-slow',
  'server-refused',
  'server-failed',
  'server-no-answer',
  'disk-full',
  'disk-failed',
  'api-failed',
  'autostart-failed',
  'store-newer',
  'store-readonly',
  'store-full',
  'store-corrupt',
  'store-failed',
  'cancelled',
  'internal',
] as const;
