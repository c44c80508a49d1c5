/**
 * The control: a logistic regression on hashed character n-grams, trained on the same conversations as the starter
 * model. What it can do is no merit of a language model. Pure and deterministic; its model is one weight a slot.
 */
import { crc32 } from 'node:zlib';
import type { Turn } from '../../contract/domain.ts';
import type { Conversation } from '../../sources/formats/format.ts';

const slots = 1 << 18;
const epochs = 6;
const rate = 0.5;
const l2 = 1e-6;

export interface Control {
  weights: Float32Array;
  bias: number;
}

interface Sample {
  grams: Int32Array;
  fraud: number;
}

/**
 * Each conversation gives its whole text and its first half; a fraud's half counts only from its first cue on.
 * Sources are weighed alike, so that the largest does not drown the pairs. AdaGrad (Duchi et al. 2011).
 */
export function trainControl(conversations: readonly Conversation[]): Control {
  const bySource = Map.groupBy(conversations, (one) => (one.pair ? 'pairs' : `${one.source}:${one.label}`));
  const most = Math.max(...[...bySource.values()].map((rows) => Math.min(rows.length, 600)));
  const samples = [...bySource.values()].flatMap((rows) =>
    everyNth(rows, 600).flatMap((row) => repeat(samplesOf(row), most / Math.min(rows.length, 600))),
  );
  const control: Control = { weights: new Float32Array(slots), bias: 0 };
  const seen = new Float32Array(slots).fill(1e-2);
  const order = shuffled(samples.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const i of order) {
      const { grams, fraud } = samples[i] as Sample;
      const miss = (score(control, grams) - fraud) / Math.sqrt(grams.length);
      for (const gram of grams) {
        const slope = miss + l2 * (control.weights[gram] as number);
        seen[gram] = (seen[gram] as number) + slope * slope;
        control.weights[gram] = (control.weights[gram] as number) - (rate * slope) / Math.sqrt(seen[gram] as number);
      }
      control.bias -= 0.01 * miss;
    }
  }
  return control;
}

/** P(fraud) after each line. */
export function controlRisks(control: Control, turns: readonly Turn[]): number[] {
  return turns.map((_, i) => score(control, gramsOf(turns.slice(0, i + 1))));
}

function samplesOf({ turns, label, first_cue_turn: first }: Conversation): Sample[] {
  const fraud = label === 'fraud' ? 1 : 0;
  const half = Math.ceil(turns.length / 2);
  const early = fraud === 1 && (first == null || half <= first) ? [] : [{ grams: gramsOf(turns.slice(0, half)), fraud }];
  return [{ grams: gramsOf(turns), fraud }, ...early];
}

/** The slots of the text's 1-, 2- and 3-grams, each once. */
function gramsOf(turns: readonly Turn[]): Int32Array {
  const points = [...turns.map((turn) => turn.text).join('\n')];
  const found = new Set<number>();
  for (const n of [1, 2, 3]) {
    for (let i = 0; i + n <= points.length; i++) found.add(crc32(points.slice(i, i + n).join('')) % slots);
  }
  return Int32Array.from(found);
}

function score({ weights, bias }: Control, grams: Int32Array): number {
  let sum = 0;
  for (const gram of grams) sum += weights[gram] as number;
  return 1 / (1 + Math.exp(-(bias + sum / Math.sqrt(Math.max(1, grams.length)))));
}

function everyNth<T>(rows: readonly T[], most: number): T[] {
  const step = Math.max(1, rows.length / most);
  return Array.from({ length: Math.min(rows.length, most) }, (_, i) => rows[Math.floor(i * step)] as T);
}

function repeat<T>(rows: readonly T[], times: number): T[] {
  return Array.from({ length: Math.max(1, Math.min(3, Math.round(times))) }).flatMap(() => rows);
}

/** A fixed order that mixes the sources (a multiplicative generator; Park and Miller 1988). */
function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = 20_240_607;
  for (let i = count - 1; i > 0; i--) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
