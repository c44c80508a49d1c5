/**
 * The interface between the windows and the main process in one table: input and output of each call, payload of each event.
 * The preload, the server, the renderer's types and the contract tests derive from it.
 */
import { z } from 'zod';
import {
  captionPreviewSchema,
  captionTroubleSchema,
  captureChoiceSchema,
  captureSourcePictureSchema,
  captureSourceSchema,
  captureTaskSchema,
  frameSchema,
} from './capture.ts';
import type { CallName, EventName } from './channels.ts';
import { checkListSchema, checkProgressSchema, checkSchema } from './check.ts';
import { limits } from './constants.ts';
import { desktopSchema, drawnMarkerSchema, questionSchema, showSchema, soundSchema } from './desktop.ts';
import { machineSchema } from './devices.ts';
import {
  alertAnswerSchema,
  alertSchema,
  feedbackSchema,
  feedbackSummarySchema,
  filePreviewSchema,
  guardStateSchema,
  inputsSchema,
  lineSchema,
  loraSchema,
  markSchema,
  meetingRecordSchema,
  meetingSchema,
  serverSchema,
  settingsSchema,
  verdictSchema,
} from './domain.ts';
import { modelPlaceSchema, modelsStateSchema } from './models.ts';
import type { Result } from './result.ts';

const none = z.undefined();
const nothing = z.void();
const id = z.object({ id: z.number().int().positive() });
const catalogId = z.object({ id: z.string().max(255) });
/** An installed model, by its path. */
const installed = z.object({ path: z.string().max(4_096) });
/** A server as the user entered it. Without `key` the stored key is used; null is no key. */
const serverInput = serverSchema.extend({ key: z.string().max(2_000).nullable().optional() });
const added = z.object({ added: z.number().int() });

/** `keyKept`: the key lies in the system's secret store, only in memory (there is no such store), or there is none. */
export const serverStateSchema = z.object({ server: serverSchema.nullable(), keyKept: z.enum(['kept', 'session', 'none']) });
export type ServerState = z.infer<typeof serverStateSchema>;

export const serverCheckSchema = z.object({ models: z.array(z.string()), ms: z.number().nullable() });
export type ServerCheck = z.infer<typeof serverCheckSchema>;

/** A sample meeting, as the list 试一试 shows it. */
export const sampleInfoSchema = z.object({
  id: z.string(),
  title: z.object({ 'zh-CN': z.string(), 'en-US': z.string() }),
  label: z.enum(['fraud', 'normal']),
  lines: z.number().int(),
});
export type SampleInfo = z.infer<typeof sampleInfoSchema>;

/** All that a window needs to draw itself once. Afterwards events keep it up to date. */
export const snapshotSchema = z.object({
  state: guardStateSchema,
  settings: settingsSchema,
  inputs: inputsSchema,
  desktop: desktopSchema,
  record: meetingRecordSchema.nullable(),
  databasePath: z.string(),
  version: z.string(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const callSchemas = {
  'app.snapshot': { input: none, output: snapshotSchema },
  'guard.start': { input: z.object({ title: z.string().max(200).optional() }), output: meetingSchema },
  'guard.stop': { input: none, output: nothing },
  'guard.resume': { input: id, output: meetingSchema },
  'guard.forget': { input: id, output: nothing },
  // `side` null takes the mark away.
  'meeting.mark': {
    input: id.extend({ speaker: markSchema.shape.speaker, side: markSchema.shape.side.nullable() }),
    output: meetingSchema,
  },
  // The length is checked by the stage, which knows the sentence for it; this bound only stops abuse.
  'lines.paste': { input: z.object({ text: z.string().max(limits.pasteBytes * 4) }), output: added },
  'clipboard.watch': { input: z.object({ on: z.boolean() }), output: nothing },
  // The token is shown once: only its hash is kept. None where there is one already.
  'api.switch': { input: z.object({ on: z.boolean() }), output: z.object({ token: z.string().nullable() }) },
  'api.renew': { input: none, output: z.object({ token: z.string() }) },
  'file.open': { input: z.object({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) }), output: filePreviewSchema },
  'file.take': { input: id, output: added.extend({ stopped: z.boolean() }) },
  'file.cancel': { input: none, output: nothing },
  'capture.list': { input: none, output: z.array(captureSourceSchema) },
  'capture.picture': { input: captureChoiceSchema.pick({ id: true }), output: captureSourcePictureSchema },
  'capture.start': { input: captureChoiceSchema, output: nothing },
  'capture.stop': { input: none, output: nothing },
  // Opens the system's own settings, where the screen is allowed to be read.
  'capture.permission': { input: none, output: nothing },
  // Null: nothing is to be captured any more.
  'capture.task': { input: none, output: captureTaskSchema.nullable() },
  // Answered when it has been read: one picture at a time.
  'capture.frame': { input: frameSchema, output: nothing },
  'capture.unchanged': { input: z.object({ run: z.number().int() }), output: nothing },
  'capture.trouble': { input: z.object({ run: z.number().int(), why: captionTroubleSchema }), output: nothing },
  'sample.list': { input: none, output: z.array(sampleInfoSchema) },
  'sample.play': { input: z.object({ id: z.string().max(60) }), output: meetingSchema },
  'history.list': {
    input: z.object({ before: z.number().int().optional(), limit: z.number().int().min(1).max(200) }),
    output: z.array(meetingSchema),
  },
  'history.open': { input: id, output: meetingRecordSchema },
  'history.remove': { input: id, output: nothing },
  'settings.change': {
    input: settingsSchema
      .omit({
        modelPath: true,
        lora: true,
        server: true,
        localApi: true,
        captionStrips: true,
        feedbackSince: true,
        overlayPlaces: true,
        toldAboutTray: true,
        autostart: true,
      })
      .partial(),
    output: settingsSchema,
  },
  'models.state': { input: none, output: modelsStateSchema },
  // Both begin it; how it goes is seen in the event `models`.
  'models.download': { input: catalogId, output: nothing },
  // False: the user chose no file.
  'models.import': { input: z.object({ place: modelPlaceSchema }), output: z.boolean() },
  'models.pause': { input: catalogId, output: nothing },
  'models.cancel': { input: catalogId, output: nothing },
  'models.remove': { input: installed, output: nothing },
  // Null: the starter model.
  'models.use': { input: z.object({ path: installed.shape.path.nullable() }), output: nothing },
  'models.lora': { input: z.object({ lora: loraSchema.nullable() }), output: nothing },
  'server.state': { input: none, output: serverStateSchema },
  // Asks the server one question about a sentence of ours. `model` may be empty: then only for the names of its models.
  'server.check': { input: serverInput.extend({ model: z.string().max(200) }), output: serverCheckSchema },
  // The user has read that what is said leaves this computer.
  'server.use': { input: serverInput.extend({ agreed: z.literal(true) }), output: serverStateSchema },
  'server.leave': { input: none, output: serverStateSchema },
  // What the engine and the system report; slow at the first time.
  'device.machine': { input: none, output: machineSchema },
  'check.list': { input: none, output: checkListSchema },
  'check.open': { input: id, output: checkSchema },
  'check.progress': { input: none, output: checkProgressSchema },
  // All models, or one: null is the starter. It begins; how it goes is seen in the event `check`.
  'check.start': { input: z.object({ path: z.string().max(4_096).nullable().optional() }), output: nothing },
  'check.stop': { input: none, output: nothing },
  'alert.answer': { input: id.extend({ answer: alertAnswerSchema }), output: nothing },
  'alert.feedback': { input: id.extend({ feedback: feedbackSchema.nullable() }), output: nothing },
  'quiet.allow': { input: none, output: nothing },
  'quiet.end': { input: none, output: nothing },
  'feedback.summary': { input: none, output: feedbackSummarySchema },
  'feedback.reset': { input: none, output: feedbackSummarySchema },
  'overlay.size': {
    input: z.object({ width: z.number().int().min(40).max(800), height: z.number().int().min(24).max(900) }),
    output: nothing,
  },
  // The user drags the overlay. The main process reads where the pointer is: pages know no other display's coordinates.
  'overlay.drag': { input: z.object({ phase: z.enum(['start', 'move', 'end']) }), output: nothing },
  'overlay.marked': { input: drawnMarkerSchema, output: nothing },
  'window.showMain': { input: none, output: nothing },
  // Whether the main window shows the card of an alert.
  'window.card': { input: z.object({ shown: z.boolean() }), output: nothing },
  // The main window shows the question: nothing else has to ask it.
  'question.seen': { input: id, output: nothing },
  'question.answer': { input: id.extend({ may: z.boolean() }), output: nothing },
  'autostart.switch': { input: z.object({ on: z.boolean() }), output: settingsSchema },
  'notification.try': { input: none, output: nothing },
} as const satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>;

export const eventSchemas = {
  state: guardStateSchema,
  line: lineSchema,
  verdict: verdictSchema,
  alert: alertSchema,
  settings: settingsSchema,
  models: modelsStateSchema,
  check: checkProgressSchema,
  inputs: inputsSchema,
  captions: captionPreviewSchema,
  desktop: desktopSchema,
  question: questionSchema,
  show: showSchema,
  sound: soundSchema,
  // The code to draw for a moment; null: nothing.
  marker: z.object({ code: z.number().int().nonnegative().nullable() }),
} as const satisfies Record<EventName, z.ZodType>;

export type CallInput<N extends CallName> = z.infer<(typeof callSchemas)[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<(typeof callSchemas)[N]['output']>;
export type EventPayload<N extends EventName> = z.infer<(typeof eventSchemas)[N]>;

/** `window.app` as the preload builds it. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>;
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}
