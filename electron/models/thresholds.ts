/**
 * Thresholds that `npm run eval -- --calibrate` chose on this computer, by calibration key: the model's SHA-256, or with an
 * adapter load.ts' `calibrationKey`. Stored in a file of their own, because the command may run beside the app.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Thresholds, thresholdsSchema } from '../contract/reasons.ts';

const schema = z.record(z.string(), thresholdsSchema);

/** @param folder the user's models folder. @returns null if none were chosen or the file cannot be read. */
export function ownThresholds(folder: string, key: string): Thresholds | null {
  return readAll(folder)[key] ?? null;
}

export function keepThresholds(folder: string, key: string, thresholds: Thresholds): void {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'thresholds.json');
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...readAll(folder), [key]: thresholds }, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function readAll(folder: string): Record<string, Thresholds> {
  try {
    return schema.parse(JSON.parse(readFileSync(path.join(folder, 'thresholds.json'), 'utf8')));
  } catch {
    return {};
  }
}
