/**
 * How the last lines are worded: log-odds of fraud and, if it is one, of which kind. Logistic regressions on character
 * n-grams, learned from matched pairs of frauds and their honest twins: the cheap companion of the language model, which
 * knows what is said, not what is meant. Pure. models/training/wording.py trains it and does the same sums;
 * lexicon.json holds cases that both must pass.
 */
import type { Kind } from '../contract/domain.ts';
import lexicon from './lexicon.json' with { type: 'json' };
import { normalise } from './normalise.ts';

/** Only so many of the last lines count. */
export const wordingLines = lexicon.lines;

export interface Wording {
  /** Log-odds of fraud; far below 0 while little was said. */
  odds: number;
  /** How likely each kind is if it is a fraud; the shares add up to 1. */
  kinds: ReadonlyMap<Kind, number>;
}

const lengths = [1, 2, 3] as const;
/** Han, letters and the places of numbers: what punctuation and a caption's spaces can't change. */
const other = /[^\u4e00-\u9fffa-z0]/g;
const numbers = (text: string) => text.split(' ').map(Number);

/** n-gram → its place in the weights. */
const placesOf = (grams: string) => new Map(grams.split(' ').map((gram, i) => [gram, i] as const));
const fraud = { places: placesOf(lexicon.fraud.grams), idf: numbers(lexicon.fraud.idf), weights: numbers(lexicon.fraud.weights) };
const kinds = {
  places: placesOf(lexicon.kinds.grams),
  idf: numbers(lexicon.kinds.idf),
  each: Object.entries(lexicon.kinds.weights).map(([kind, weights]) => ({
    kind: kind as Kind,
    bias: lexicon.kinds.bias[kind as keyof typeof lexicon.kinds.bias],
    weights: numbers(weights),
  })),
};

/** One line as it counts here. */
export interface CountedLine {
  length: number;
  /** How often each known n-gram is in it. */
  grams: ReadonlyMap<string, number>;
}

export function countLine(text: string): CountedLine {
  const grams = new Map<string, number>();
  const said = normalise(text)
    .replace(/[0-9]+/g, '0')
    .replace(other, '');
  for (const length of lengths) {
    for (let i = 0; i + length <= said.length; i++) {
      const gram = said.slice(i, i + length);
      if (fraud.places.has(gram) || kinds.places.has(gram)) grams.set(gram, (grams.get(gram) ?? 0) + 1);
    }
  }
  return { length: text.length, grams };
}

/** @param lines everything said so far, oldest first; only the last lines count. */
export function readWording(lines: readonly CountedLine[]): Wording {
  const counts = new Map<string, number>();
  for (const { grams } of window(lines)) {
    for (const [gram, count] of grams) counts.set(gram, (counts.get(gram) ?? 0) + count);
  }
  const said = features(counts, fraud.places, fraud.idf);
  const odds = lexicon.fraud.bias + product(said, fraud.weights);
  const named = features(counts, kinds.places, kinds.idf);
  const scores = kinds.each.map(({ kind, bias, weights }) => [kind, Math.exp(bias + product(named, weights))] as const);
  const total = scores.reduce((sum, [, score]) => sum + score, 0);
  return { odds, kinds: new Map(scores.map(([kind, score]) => [kind, score / total])) };
}

type Features = readonly (readonly [place: number, value: number])[];

/** (1 + ln tf) · idf of each known n-gram, the whole drawn to length 1. A few words are no text: below `steady` it stays near 0. */
function features(counts: ReadonlyMap<string, number>, places: ReadonlyMap<string, number>, idf: readonly number[]): Features {
  let square = lexicon.steady ** 2;
  const found: [number, number][] = [];
  for (const [gram, count] of counts) {
    const place = places.get(gram);
    if (place === undefined) continue;
    const value = (1 + Math.log(count)) * (idf[place] as number);
    square += value ** 2;
    found.push([place, value]);
  }
  const length = Math.sqrt(square);
  return found.map(([place, value]) => [place, value / length]);
}

function product(features: Features, weights: readonly number[]): number {
  return features.reduce((sum, [place, value]) => sum + value * (weights[place] as number), 0);
}

/** The last lines, as many as count; the newest always does. */
function window(lines: readonly CountedLine[]): CountedLine[] {
  const out: CountedLine[] = [];
  let length = 0;
  for (const line of lines.slice(-wordingLines).reverse()) {
    length += line.length;
    if (out.length > 0 && length > lexicon.characters) break;
    out.push(line);
  }
  return out;
}
