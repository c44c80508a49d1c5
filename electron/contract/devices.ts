/** Where a model can run, where it does run, and the reason when that is not where the user wants it. */
import { z } from 'zod';

/** Libraries that compute on a graphics card. */
export const backends = ['cuda', 'vulkan', 'metal'] as const;
export type Backend = (typeof backends)[number];

/** `auto`: the best that works here. */
export const deviceChoices = ['auto', 'cpu', ...backends] as const;
export type DeviceChoice = (typeof deviceChoices)[number];

/**
 * Why a model does not run on the graphics card, or not wholly, or not on the chosen one. chosen: the user wants the
 * processor; no-card: none was found; card-unusable: there is one, but no library can compute on it; backend-missing:
 * the chosen library is not there; card-full, card-part: none or some of it fits; card-failed: loading onto it failed;
 * restart: the choice holds from the next start of the app.
 */
export const deviceReasons = [
  'chosen',
  'no-card',
  'card-unusable',
  'backend-missing',
  'card-full',
  'card-part',
  'card-failed',
  'restart',
] as const;
export const deviceReasonSchema = z.enum(deviceReasons);
export type DeviceReason = z.infer<typeof deviceReasonSchema>;

/** The user's choice of device; null leaves a value to the app. */
export const deviceWishSchema = z.object({
  device: z.enum(deviceChoices),
  /** Which graphics card, from 0. */
  deviceIndex: z.number().int().min(0).max(15).nullable(),
  /** Layers on the graphics card at most. */
  gpuLayers: z.number().int().min(0).max(999).nullable(),
  /** Tokens of a meeting in the model's window. */
  contextTokens: z.number().int().min(256).max(32_768).nullable(),
});
export const deviceKeys = deviceWishSchema.keyof().options;
export type DeviceWish = z.infer<typeof deviceWishSchema>;
export const anyDevice: DeviceWish = { device: 'auto', deviceIndex: null, gpuLayers: null, contextTokens: null };

/** In bytes. */
const memorySchema = z.object({ total: z.number(), free: z.number() });

/** What the engine and the system report about this machine. */
export const machineSchema = z.object({
  /** Backends whose libraries and drivers are installed, best first. */
  backends: z.array(z.enum(backends)),
  /** What the engine runs on; null is the processor alone. */
  started: z.enum(backends).nullable(),
  /** Graphics cards that can compute; `memory` where the system tells it card by card. */
  cards: z.array(z.object({ name: z.string(), memory: memorySchema.nullable() })),
  /** Of all cards in use together. */
  vram: memorySchema,
  ram: memorySchema,
  /** Vendors of the graphics cards that the system lists, usable or not. */
  present: z.array(z.string()),
});
export type Machine = z.infer<typeof machineSchema>;
