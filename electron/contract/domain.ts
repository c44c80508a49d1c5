/** The product's values as schemas and types, for every process and every stage. Nothing here does I/O. */
import { z } from 'zod';
import { captionsSchema, stripSchema } from './capture.ts';
import {
  alertAnswers,
  alertCauses,
  encodings,
  errorCodes,
  feedbacks,
  fileFormats,
  kinds,
  levels,
  limits,
  sides,
  sourceKinds,
  stages,
} from './constants.ts';
import { defaultShortcuts, overlayPlaceSchema, shortcutsSchema } from './desktop.ts';
import { anyDevice, deviceReasonSchema, deviceWishSchema } from './devices.ts';
import { reasonsSchema, thresholdsSchema } from './reasons.ts';

export * from './reasons.ts';

export const levelSchema = z.enum(levels);
export type Level = z.infer<typeof levelSchema>;

export const stageSchema = z.enum(stages);
export type Stage = z.infer<typeof stageSchema>;

export const kindSchema = z.enum(kinds);
export type Kind = z.infer<typeof kindSchema>;

export const fileFormatSchema = z.enum(fileFormats);
export type FileFormat = z.infer<typeof fileFormatSchema>;
export const encodingSchema = z.enum(encodings);
export type Encoding = z.infer<typeof encodingSchema>;

/** One utterance from a source, not yet stored. */
export const turnSchema = z.object({
  speaker: z.string().max(limits.speakerChars).nullable(),
  text: z.string().min(1).max(limits.lineChars),
  /** Time in ms from the start of the recording, where the source has it. */
  offset: z.number().int().nonnegative().optional(),
});
export type Turn = z.infer<typeof turnSchema>;

/** One stored utterance. `seq` counts from 0 within its meeting; `at` is the time of arrival in ms since 1970. */
export const lineSchema = turnSchema.extend({
  meetingId: z.number().int(),
  seq: z.number().int().nonnegative(),
  at: z.number().int(),
});
export type Line = z.infer<typeof lineSchema>;

/** A file's contents, shown before it is imported. Times in ms; `startedAt` since 1970. */
export const filePreviewSchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  bytes: z.number().int(),
  format: fileFormatSchema,
  encoding: encodingSchema.nullable(),
  conversations: z.number().int().positive(),
  lines: z.number().int().positive(),
  speakers: z.array(z.object({ speaker: z.string(), lines: z.number().int() })),
  speakerCount: z.number().int(),
  first: z.array(turnSchema),
  startedAt: z.number().int().nullable(),
  lastsMs: z.number().int().nullable(),
});
export type FilePreview = z.infer<typeof filePreviewSchema>;

/** The progress of an import: lines stored, of all lines of the file. */
export const importProgressSchema = z.object({ name: z.string(), done: z.number().int(), total: z.number().int() });
export type ImportProgress = z.infer<typeof importProgressSchema>;

/** The inputs that feed the meeting by themselves. */
export const inputsSchema = z.object({
  importing: importProgressSchema.nullable(),
  /** Whether the clipboard is watched for this meeting. */
  clipboard: z.boolean(),
  /** The local API while it listens. `connected`: open sockets, plus one if a program has posted lately. */
  api: z.object({ port: z.number().int(), connected: z.number().int() }).nullable(),
  /** Captions read off the screen; null while nothing is read. */
  captions: captionsSchema.nullable(),
});
export type Inputs = z.infer<typeof inputsSchema>;
export const noInputs: Inputs = { importing: null, clipboard: false, api: null, captions: null };

/** A known manoeuvre that a rule found in a line. `quote` is the matching text of the line. */
export const cueHitSchema = z.object({
  cue: z.string(),
  seq: z.number().int(),
  stage: stageSchema,
  kind: kindSchema.nullable(),
  weight: z.number(),
  quote: z.string(),
});
export type CueHit = z.infer<typeof cueHitSchema>;

/** The judgement after one line. `modelRisk` is null while no model could judge. */
export const verdictSchema = z.object({
  meetingId: z.number().int(),
  seq: z.number().int(),
  risk: z.number().min(0).max(1),
  modelRisk: z.number().min(0).max(1).nullable(),
  level: levelSchema,
  kind: kindSchema.nullable(),
  stage: stageSchema.nullable(),
  cues: z.array(cueHitSchema),
  model: z.string().nullable(),
  ms: z.number().nonnegative(),
  /** Null for verdicts that were stored before reasons existed. */
  reasons: reasonsSchema.nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const quoteSchema = z.object({ seq: z.number().int(), speaker: z.string().nullable(), text: z.string() });
export type Quote = z.infer<typeof quoteSchema>;

export const alertAnswerSchema = z.enum(alertAnswers);
export type AlertAnswer = z.infer<typeof alertAnswerSchema>;

export const feedbackSchema = z.enum(feedbacks);
export type Feedback = z.infer<typeof feedbackSchema>;

/** The overlay shows an alert when the level rises. The renderer makes its sentences from kind, stage and cues. */
export const alertSchema = z.object({
  id: z.number().int(),
  meetingId: z.number().int(),
  seq: z.number().int(),
  level: z.enum(['watch', 'danger']),
  kind: kindSchema,
  stage: stageSchema.nullable(),
  quotes: z.array(quoteSchema).max(3),
  at: z.number().int(),
  /** The first alert of the same episode; its own id for that one. */
  episode: z.number().int(),
  cause: z.enum(alertCauses),
  /** Ids of the cues it rests on, heaviest first. */
  cues: z.array(z.string()).max(3),
  /** One checked sentence by the model; null: the renderer makes one from the cues. */
  reason: z.string().max(limits.reasonChars).nullable(),
  answer: alertAnswerSchema.nullable(),
  feedback: feedbackSchema.nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** The side that the user marked for a speaker. */
export const markSchema = z.object({ speaker: z.string().min(1).max(limits.speakerChars), side: z.enum(sides) });
export type Mark = z.infer<typeof markSchema>;

export const meetingSchema = z.object({
  id: z.number().int(),
  title: z.string(),
  source: z.enum(sourceKinds),
  startedAt: z.number().int(),
  endedAt: z.number().int().nullable(),
  lines: z.number().int().nonnegative(),
  alerts: z.number().int().nonnegative(),
  maxRisk: z.number().min(0).max(1),
  maxLevel: levelSchema,
  marks: z.array(markSchema),
});
export type Meeting = z.infer<typeof meetingSchema>;
export type SourceKind = Meeting['source'];

/** A meeting with everything that is stored of it. */
export const meetingRecordSchema = z.object({
  meeting: meetingSchema,
  lines: z.array(lineSchema),
  verdicts: z.array(verdictSchema),
  alerts: z.array(alertSchema),
});
export type MeetingRecord = z.infer<typeof meetingRecordSchema>;

/** A LoRA adapter for the chosen model; scale 1 is the scale of its training. */
export const loraSchema = z.object({ path: z.string(), scale: z.number().min(0).max(2) });
export type Lora = z.infer<typeof loraSchema>;

/** An organisation's own inference server: its base address (…/v1) and the model's name there. */
export const serverSchema = z.object({ url: z.string().max(500), model: z.string().min(1).max(200) });
export type Server = z.infer<typeof serverSchema>;

export const settingsSchema = z.object({
  language: z.enum(['zh-CN', 'en-US']),
  theme: z.enum(['system', 'light', 'dark']),
  largeType: z.boolean(),
  overlay: z.boolean(),
  /** The overlay never shows an alert: for those whose screen other people see. */
  overlayNeutral: z.boolean(),
  /** Where the user dragged the overlay, the newest display first. */
  overlayPlaces: z.array(overlayPlaceSchema).max(8),
  /** Which alerts make a sound. */
  alertSound: z.enum(['both', 'danger', 'none']),
  /** A spoken sentence after the sound. In a live meeting only with headphones: else the other side would hear it. */
  alertVoice: z.boolean(),
  headphones: z.boolean(),
  alertNotification: z.boolean(),
  /** The user has read that closing the window does not end the app. */
  toldAboutTray: z.boolean(),
  autostart: z.boolean(),
  /** Offers to guard when the window of a meeting program appears. */
  findMeetings: z.boolean(),
  shortcuts: shortcutsSchema,
  /** A GGUF chosen by the user; null is the starter model. */
  modelPath: z.string().nullable(),
  lora: loraSchema.nullable(),
  /** Set only after the user agreed that the transcript is sent to that server. */
  server: serverSchema.nullable(),
  /** Where the model should run. */
  ...deviceWishSchema.shape,
  /** Other programs on this computer may hand in lines. */
  localApi: z.boolean(),
  /** The strips that captions were read from last, by program and display scale (`zoom@1.5`). */
  captionStrips: z.record(z.string().max(40), stripSchema),
  /** Feedback on alerts counts from this time on (ms since 1970). */
  feedbackSince: z.number().int(),
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = {
  language: 'zh-CN',
  theme: 'system',
  largeType: false,
  overlay: true,
  overlayNeutral: false,
  overlayPlaces: [],
  alertSound: 'both',
  alertVoice: true,
  headphones: false,
  alertNotification: false,
  toldAboutTray: false,
  autostart: false,
  findMeetings: true,
  shortcuts: defaultShortcuts,
  modelPath: null,
  lora: null,
  server: null,
  ...anyDevice,
  localApi: false,
  captionStrips: {},
  feedbackSince: 0,
};

/** The sum of the user's feedback, and how far it moves the thresholds (log-odds; a positive value delays alerts). */
export const feedbackSummarySchema = z.object({
  falseAlarms: z.number().int(),
  trueAlarms: z.number().int(),
  shift: thresholdsSchema,
  /** The model's own thresholds, and those of the next meeting. */
  before: thresholdsSchema,
  after: thresholdsSchema,
});
export type FeedbackSummary = z.infer<typeof feedbackSummarySchema>;

/** The loaded model, the device it runs on, and whether its thresholds are calibrated. */
export const modelInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  starter: z.boolean(),
  calibrated: z.boolean(),
  thresholds: thresholdsSchema,
  /** `server`: not this computer; `deviceName` is the server's host. */
  device: z.enum(['cpu', 'cuda', 'vulkan', 'metal', 'server']),
  deviceName: z.string(),
  /** Null: it runs where the user wants it. */
  deviceReason: deviceReasonSchema.nullable(),
  gpuLayers: z.number().int(),
  /** Of the model, the output counted as one. */
  layers: z.number().int(),
  /** Memory of the model and its context, as the engine counts it. */
  ramBytes: z.number(),
  vramBytes: z.number(),
  threads: z.number().int(),
  /** Tokens of a meeting in its window. */
  contextTokens: z.number().int(),
  loadMs: z.number(),
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** `detail` is for the log (a file name, a number); it never holds what people said. */
export const failureSchema = z.object({ code: errorCodeSchema, detail: z.string().optional() });
export type Failure = z.infer<typeof failureSchema>;

/**
 * Alerts up to `level` are held back until `until` (ms since 1970). `snooze`: the user postponed one. `allow`: the user trusts this meeting.
 */
export const quietSchema = z.object({ kind: z.enum(['snooze', 'allow']), level: z.enum(['watch', 'danger']), until: z.number().int() });
export type Quiet = z.infer<typeof quietSchema>;

/** The live state: whether a meeting is guarded, which one, with which model, and what is wrong. */
export const guardStateSchema = z.object({
  guarding: z.boolean(),
  meeting: meetingSchema.nullable(),
  level: levelSchema,
  risk: z.number(),
  stage: stageSchema.nullable(),
  kind: kindSchema.nullable(),
  quiet: quietSchema.nullable(),
  /** For how many minutes the newest alert can be postponed now; 0: not at all. */
  snoozeMinutes: z.number().int().nonnegative(),
  modelState: z.enum(['loading', 'ready', 'failed']),
  model: modelInfoSchema.nullable(),
  problem: failureSchema.nullable(),
  /** Other programs use the processor, so verdicts come late. */
  busy: z.boolean(),
  /** Lines stored and waiting for a verdict. */
  waiting: z.number().int(),
  /** A meeting that was never stopped (a crash, a power cut); it is offered for resuming. */
  interrupted: meetingSchema.nullable(),
});
export type GuardState = z.infer<typeof guardStateSchema>;
