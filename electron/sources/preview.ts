/** A summary of a file that the user sees before its import. Pure. */
import type { FilePreview, Turn } from '../contract/domain.ts';
import type { Transcript } from './read.ts';

/** Lines and speakers in the preview. */
const maxLines = 6;
const maxSpeakers = 8;

export function previewOf(id: number, name: string, bytes: number, { format, encoding, conversations }: Transcript): FilePreview {
  const turns = conversations.flatMap((conversation) => conversation.turns);
  const speakers = new Map<string, number>();
  for (const { speaker } of turns) if (speaker !== null) speakers.set(speaker, (speakers.get(speaker) ?? 0) + 1);
  return {
    id,
    name,
    bytes,
    format,
    encoding,
    conversations: conversations.length,
    lines: turns.length,
    speakers: [...speakers].slice(0, maxSpeakers).map(([speaker, lines]) => ({ speaker, lines })),
    speakerCount: speakers.size,
    first: turns.slice(0, maxLines),
    startedAt: conversations[0]?.startedAt ?? null,
    lastsMs: conversations.length === 1 ? durationOf(turns) : null,
  };
}

/** ms from the first line's time to the last line's; null if the file has no times. */
export function durationOf(turns: readonly Turn[]): number | null {
  const times = turns.flatMap((turn) => turn.offset ?? []);
  const [first] = times;
  return first === undefined ? null : Math.max(0, (times.at(-1) ?? first) - first);
}
