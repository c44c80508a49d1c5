/** Reasons as they are stored with a verdict: each form that was ever written, upgraded step by step to today's. */
import { z } from 'zod';
import { type Reasons, reasonsSchema, reasonsVersion } from '../contract/reasons.ts';
import { readOptional } from './row.ts';

type Stored = Record<string, unknown>;

/** `upgrades[N]` brings version N to N + 1. Never edit one that shipped. */
const upgrades: readonly ((stored: Stored) => Stored)[] = [
  // Version 0 carries no version. Its first rows were written before the n-gram classifier judged; later ones call its risk `wording`.
  ({ wording = null, ...rest }) => ({ ...rest, ngrams: wording }),
];

export function writeReasons(reasons: Reasons): string {
  return JSON.stringify(reasons);
}

/** Null if the text is damaged: the verdict that it explains still counts. */
export function readReasons(text: string): Reasons | null {
  const stored = readOptional(z.looseObject({ version: z.int().default(0) }), text);
  if (!stored) return null;
  const today = upgrades.slice(stored.version).reduce<Stored>((value, upgrade) => upgrade(value), stored);
  return reasonsSchema.safeParse({ ...today, version: reasonsVersion }).data ?? null;
}
