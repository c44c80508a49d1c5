/**
 * How the last lines are worded: log-odds of fraud, of the talk and of the moment, and if it is one, of which kind. Logistic
 * regressions on character n-grams, learned from matched pairs of frauds and their honest twins: the cheap companion of the
 * language model, which knows what is said, not what is meant. Pure. models/training/wording.py trains it and does the same
 * sums; lexicon.json holds cases that both must pass.
 */

import lexicon from '../../models/starter/huidun-ngrams.json' with { type: 'json' };
import type { Kind } from '../contract/domain.ts';
import { normalise } from '../text/normalise.ts';

/** Only so many of the last lines count. */
export const wordingLines = lexicon.talk.lines;

export interface Wording {
  /** Log-odds of fraud of the last lines; far below 0 while little was said. */
  talk: number;
  /** The same of a few of them: a move is heard when it is made, before it weighs in a long talk. */
  moment: number;
  /** How likely each kind is if it is a fraud; the shares add up to 1. */
  kinds: ReadonlyMap<Kind, number>;
}

const lengths = [1, 2, 3] as const;
/** Han, letters and the places of numbers: what punctuation and a caption's spaces can't change. */
const other = /[^\u4e00-\u9fffa-z0]/g;
/** Every n-gram that a table knows → its place in all of them. */
const places = new Map([...new Set(`${lexicon.fraud.grams} ${lexicon.kinds.grams}`.split(' '))].map((gram, i) => [gram, i] as const));

/** The numbers of a table by place; 0 where it does not know the n-gram. */
function table(grams: string, values: string): Float64Array {
  const of = values.split(' ').map(Number);
  const out = new Float64Array(places.size);
  for (const [i, gram] of grams.split(' ').entries()) out[places.get(gram) as number] = of[i] as number;
  return out;
}

const idf = { fraud: table(lexicon.fraud.grams, lexicon.fraud.idf), kinds: table(lexicon.kinds.grams, lexicon.kinds.idf) };
const talk = { ...lexicon.talk, weights: table(lexicon.fraud.grams, lexicon.talk.weights) };
const moment = { ...lexicon.moment, weights: table(lexicon.fraud.grams, lexicon.moment.weights) };
const kinds = Object.entries(lexicon.kinds.weights).map(([kind, weights]) => ({
  kind: kind as Kind,
  bias: lexicon.kinds.bias[kind as keyof typeof lexicon.kinds.bias],
  weights: table(lexicon.kinds.grams, weights),
}));

/** How often each known n-gram occurs, by place. */
type Counts = ReadonlyMap<number, number>;

/** One line as it counts here. */
export interface CountedLine {
  length: number;
  grams: Counts;
}

export function countLine(text: string): CountedLine {
  const grams = new Map<number, number>();
  const said = normalise(text)
    .replace(/[0-9]+/g, '0')
    .replace(other, '');
  for (const length of lengths) {
    for (let i = 0; i + length <= said.length; i++) {
      const place = places.get(said.slice(i, i + length));
      if (place !== undefined) grams.set(place, (grams.get(place) ?? 0) + 1);
    }
  }
  return { length: text.length, grams };
}

/** @param lines everything said so far, oldest first; only the last lines count. */
export function readWording(lines: readonly CountedLine[]): Wording {
  const lately = count(window(lines, talk));
  const named = features(lately, idf.kinds);
  const scores = kinds.map(({ kind, bias, weights }) => [kind, Math.exp(bias + product(named, weights))] as const);
  const total = scores.reduce((sum, [, score]) => sum + score, 0);
  return {
    talk: talk.bias + product(features(lately, idf.fraud), talk.weights),
    moment: moment.bias + product(features(count(window(lines, moment)), idf.fraud), moment.weights),
    kinds: new Map(scores.map(([kind, score]) => [kind, score / total])),
  };
}

function count(lines: readonly CountedLine[]): Counts {
  const counts = new Map<number, number>();
  for (const { grams } of lines) {
    for (const [place, times] of grams) counts.set(place, (counts.get(place) ?? 0) + times);
  }
  return counts;
}

type Features = readonly (readonly [place: number, value: number])[];

/** (1 + ln tf) · idf of each known n-gram, the whole drawn to length 1. A few words are no text: below `steady` it stays near 0. */
function features(counts: Counts, idf: Float64Array): Features {
  let square = lexicon.steady ** 2;
  const found: [number, number][] = [];
  for (const [place, times] of counts) {
    const value = (1 + Math.log(times)) * (idf[place] as number);
    if (value === 0) continue;
    square += value ** 2;
    found.push([place, value]);
  }
  const length = Math.sqrt(square);
  return found.map(([place, value]) => [place, value / length]);
}

function product(features: Features, weights: Float64Array): number {
  return features.reduce((sum, [place, value]) => sum + value * (weights[place] as number), 0);
}

/** The last lines, as many as count; the newest always does. */
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
