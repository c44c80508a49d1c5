/**
 * From a stored row to a value.
 *
 * What happens to a row that cannot be read: meetings, lines, verdicts and alerts are the record, so a damaged row of
 * theirs fails with `store-corrupt`, and nothing is missing from a history without a word. Settings, model checks and the
 * reasons of a verdict can be made again: damaged ones count as not stored. Older forms of a value are upgraded.
 */
import type { z } from 'zod';
import { AppError } from '../contract/result.ts';

/** @throws AppError `store-corrupt` if the row does not fit. */
export function readRow<S extends z.ZodType>(schema: S, row: unknown): z.output<S> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new AppError('store-corrupt', parsed.error.issues[0]?.path.join('.'), { cause: parsed.error });
}

/** @throws AppError `store-corrupt` if the text is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('store-corrupt', 'JSON', { cause: error });
  }
}

/** The value that a JSON text holds; undefined if it does not fit the schema, or is no JSON at all. */
export function readOptional<S extends z.ZodType>(schema: S, text: string): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
