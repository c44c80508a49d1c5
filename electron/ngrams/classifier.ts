/**
 * The n-gram classifier: log-odds of fraud of the last lines, and the likely kind of fraud. Pure.
 *
 * Logistic regressions on character 1- to 3-grams, trained on matched pairs of frauds and honest conversations. It makes other
 * mistakes than the language model, so verdict/fuse.ts lets both vote. models/training/ngrams.py trains the weights in
 * models/starter/huidun-ngrams.json and computes the same scores; the file holds cases that both must pass.
 *
 * One difference: the app normalises a line before it counts (electron/text/normalise.ts: traditional characters, Cantonese,
 * homophones), training does not. So the app counts 轉帳 as 转账, which the weights know.
 */

import weightsFile from '../../models/starter/huidun-ngrams.json' with { type: 'json' };
import type { Kind } from '../contract/domain.ts';
import { normalise } from '../text/normalise.ts';

/** A talk's scores depend on at most this many of its last lines. */
export const talkLines = weightsFile.talk.lines;

export interface NgramScores {
  /** Log-odds of fraud of the last `talkLines` lines; far below 0 in a short text. */
  talk: number;
  /** Probability of each kind, given that it is a fraud. */
  kinds: ReadonlyMap<Kind, number>;
}

const lengths = [1, 2, 3] as const;
/** Everything but Chinese characters, Latin letters and 0 (which stands for any number): not counted. */
const uncounted = /[^\u4e00-\u9fffa-z0]/g;
/** N-gram → its index in the arrays of weights. */
const indices = new Map(
  [...new Set(`${weightsFile.fraud.grams} ${weightsFile.kinds.grams}`.split(' '))].map((gram, i) => [gram, i] as const),
);

/** A list of numbers as an array by n-gram index; 0 for n-grams that are not in `grams`. */
function byIndex(grams: string, values: string): Float64Array {
  const numbers = values.split(' ').map(Number);
  const out = new Float64Array(indices.size);
  for (const [i, gram] of grams.split(' ').entries()) out[indices.get(gram) as number] = numbers[i] as number;
  return out;
}

const idf = {
  fraud: byIndex(weightsFile.fraud.grams, weightsFile.fraud.idf),
  kinds: byIndex(weightsFile.kinds.grams, weightsFile.kinds.idf),
};
const talk = { ...weightsFile.talk, weights: byIndex(weightsFile.fraud.grams, weightsFile.talk.weights) };
const kinds = Object.entries(weightsFile.kinds.weights).map(([kind, weights]) => ({
  kind: kind as Kind,
  bias: weightsFile.kinds.bias[kind as keyof typeof weightsFile.kinds.bias],
  weights: byIndex(weightsFile.kinds.grams, weights),
}));

/** N-gram index → how often it occurs. */
type Counts = ReadonlyMap<number, number>;

/** The counted n-grams of one line. */
export interface CountedLine {
  length: number;
  grams: Counts;
}

export function countLine(text: string): CountedLine {
  const grams = new Map<number, number>();
  const counted = normalise(text)
    .replace(/[0-9]+/g, '0')
    .replace(uncounted, '');
  for (const length of lengths) {
    for (let i = 0; i + length <= counted.length; i++) {
      const index = indices.get(counted.slice(i, i + length));
      if (index !== undefined) grams.set(index, (grams.get(index) ?? 0) + 1);
    }
  }
  return { length: text.length, grams };
}

/** @param lines oldest first; at least the last `talkLines`, if there are as many. */
export function scoreNgrams(lines: readonly CountedLine[]): NgramScores {
  const recent = count(window(lines, talk));
  const kindFeatures = features(recent, idf.kinds);
  const scores = kinds.map(({ kind, bias, weights }) => [kind, Math.exp(bias + product(kindFeatures, weights))] as const);
  const total = scores.reduce((sum, [, score]) => sum + score, 0);
  return {
    talk: talk.bias + product(features(recent, idf.fraud), talk.weights),
    kinds: new Map(scores.map(([kind, score]) => [kind, score / total])),
  };
}

function count(lines: readonly CountedLine[]): Counts {
  const counts = new Map<number, number>();
  for (const { grams } of lines) {
    for (const [index, times] of grams) counts.set(index, (counts.get(index) ?? 0) + times);
  }
  return counts;
}

type Features = readonly (readonly [index: number, value: number])[];

/** (1 + ln tf) · idf of each n-gram, scaled to length 1. A text much shorter than `steady` stays near 0. */
function features(counts: Counts, idf: Float64Array): Features {
  let square = weightsFile.steady ** 2;
  const found: [number, number][] = [];
  for (const [index, times] of counts) {
    const value = (1 + Math.log(times)) * (idf[index] as number);
    if (value === 0) continue;
    square += value ** 2;
    found.push([index, value]);
  }
  const length = Math.sqrt(square);
  return found.map(([index, value]) => [index, value / length]);
}

function product(features: Features, weights: Float64Array): number {
  return features.reduce((sum, [index, value]) => sum + value * (weights[index] as number), 0);
}

/** The last lines within the bounds, at least the newest. @param size bounds: lines, and characters in all. */
function window(lines: readonly CountedLine[], size: { lines: number; characters: number }): CountedLine[] {
  const out: CountedLine[] = [];
  let length = 0;
  for (const line of lines.slice(-size.lines).reverse()) {
    length += line.length;
    if (out.length > 0 && length > size.characters) break;
    out.push(line);
  }
  return out;
}
