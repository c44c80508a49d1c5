/**
 * Long talks for the evaluation, made of labelled conversations. A real meeting lasts an hour or more, and evidence that piles
 * up over an hour shows only in a long talk. Pure; the order comes from a seed.
 */
import type { Turn } from '../../contract/domain.ts';
import type { Conversation } from '../../sources/formats/format.ts';

/** Recognised Chinese speech has about so many characters a minute; the evaluation counts hours of talk by it. */
const charactersAMinute = 250;

export function minutesOf(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => sum + turn.text.length, 0) / charactersAMinute;
}

/**
 * Honest conversations joined to talks of at least `minutes`. A conversation that is long enough stays a talk of its own; what is
 * left over at the end is joined to the last talk.
 */
export function honestStreams(conversations: readonly Conversation[], minutes: number, seed: number): Conversation[] {
  const streams: Turn[][] = [];
  let open: Turn[] = [];
  for (const { turns } of shuffled(conversations, seed)) {
    open.push(...turns);
    if (minutesOf(open) < minutes) continue;
    streams.push(open);
    open = [];
  }
  const last = streams.at(-1);
  if (last) last.push(...open);
  else if (open.length > 0) streams.push(open);
  return streams.map((turns, i) => ({ id: `stream-${minutes}-${i + 1}`, label: 'normal', turns }));
}

/** Each fraud behind `minutes` of honest talk. Its cue and its ask move with it. */
export function lateFrauds(
  frauds: readonly Conversation[],
  honest: readonly Conversation[],
  minutes: number,
  seed: number,
): Conversation[] {
  const heads = honestStreams(honest, minutes, seed).map(({ turns }) => headOf(turns, minutes));
  return frauds.flatMap((fraud, i) => {
    const head = heads[i % heads.length];
    if (!head) return [];
    const moved = (turn: number | null | undefined) => (turn == null ? turn : turn + head.length);
    const { pair: _, ...rest } = fraud;
    return {
      ...rest,
      id: `${fraud.id}@${minutes}`,
      turns: [...head, ...fraud.turns],
      first_cue_turn: moved(fraud.first_cue_turn),
      ask_turn: moved(fraud.ask_turn),
    };
  });
}

/** The first turns, up to so many minutes. */
function headOf(turns: readonly Turn[], minutes: number): Turn[] {
  let end = 0;
  for (let characters = 0; end < turns.length && characters < minutes * charactersAMinute; end++)
    characters += turns[end]?.text.length ?? 0;
  return turns.slice(0, end);
}

/** At most `most` of each group, drawn with a seed and in their old order. */
export function draw<T>(items: readonly T[], most: number, groupOf: (item: T) => string, seed: number): T[] {
  const taken = new Map<string, number>();
  const chosen = new Set(
    shuffled(items, seed).filter((item) => {
      const count = (taken.get(groupOf(item)) ?? 0) + 1;
      taken.set(groupOf(item), count);
      return count <= most;
    }),
  );
  return items.filter((item) => chosen.has(item));
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = generator(seed);
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Numbers in [0, 1) from a seed (mulberry32, https://github.com/cprosche/mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
