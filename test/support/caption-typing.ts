/**
 * Makes a typing plan: which text a meeting program would show in each caption line at which time, word by word, with some
 * words that are wrong first and corrected a moment later. The simulated strip and the fake meeting's window play it.
 */
import type { Turn } from '../../electron/contract/domain.ts';

/** From `at` (ms) on, line `line` of the script shows `text`. */
export interface Typed {
  at: number;
  line: number;
  text: string;
}

export interface TypingOptions {
  seed: number;
  charsPerSecond: number;
  /** Shortest and longest pause between two lines, ms. */
  pause: readonly [number, number];
  /** Per cent of words that are wrong first. */
  rewritten: number;
}

export const usualTyping: TypingOptions = { seed: 1, charsPerSecond: 5.5, pause: [400, 2_500], rewritten: 12 };

export function typeScript(turns: readonly Turn[], options: Partial<TypingOptions> = {}): Typed[] {
  const { seed, charsPerSecond, pause, rewritten } = { ...usualTyping, ...options };
  const random = seeded(seed);
  const typed: Typed[] = [];
  let at = 0;
  turns.forEach((turn, line) => {
    const words = wordsOf(turn.text, random);
    let shown = '';
    words.forEach((word, i) => {
      at += (1_000 * Array.from(word).length) / charsPerSecond;
      const wrong = random() * 100 < rewritten ? misheard(word, random) : word;
      typed.push({ at: Math.round(at), line, text: shown + wrong });
      shown += word;
      if (wrong === word) return;
      const corrected = at + 250 + random() * 350;
      const next = at + (1_000 * Array.from(words[i + 1] ?? '').length) / charsPerSecond;
      if (i === words.length - 1) at = corrected;
      // If the next word comes before the correction, both appear together.
      if (corrected < next || i === words.length - 1) typed.push({ at: Math.round(corrected), line, text: shown });
    });
    at += pause[0] + random() * (pause[1] - pause[0]);
  });
  return typed;
}

/** What each line of the script shows at a time (ms), up to the newest line that has begun. */
export function shownAt(typed: readonly Typed[], at: number): { line: number; text: string }[] {
  const shown = new Map<number, string>();
  for (const one of typed) {
    if (one.at > at) break;
    shown.set(one.line, one.text);
  }
  return [...shown].map(([line, text]) => ({ line, text }));
}

/** Random numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function wordsOf(text: string, random: () => number): string[] {
  const words: string[] = [];
  for (const piece of text.match(/[A-Za-z0-9.,:_-]+\s?|[^A-Za-z0-9]/gu) ?? []) {
    const last = words.at(-1);
    const joins = last !== undefined && Array.from(last).length < 1 + Math.floor(random() * 3) && !/[A-Za-z0-9]/.test(last + piece);
    if (joins || (last !== undefined && /[，。！？、；：]/.test(piece))) words[words.length - 1] = last + piece;
    else words.push(piece);
  }
  return words;
}

const sounds = '是事师时失石十识实使始市室视试势世适式释';

function misheard(word: string, random: () => number): string {
  const chars = Array.from(word);
  const at = Math.floor(random() * chars.length);
  chars[at] = sounds[Math.floor(random() * sounds.length)] as string;
  if (random() < 0.25) chars.push('了');
  if (random() < 0.2 && chars.length > 1) chars.splice(at, 1);
  return chars.join('');
}
