/** What a server's answer to "the rest of this file, please" means. Pure. */

/** What is already here of the file, and from which edition of it. */
export interface Had {
  received: number;
  /** The whole file's length as the server said it; null: it did not. */
  total: number | null;
  /** Names the edition: an ETag, else a Last-Modified date. */
  edition: string | null;
}

/**
 * `changed`: another edition than the part that is here · `refused`: this site does not give the file ·
 * `wrong`: it gives another file than the catalog's · `login`: a page in place of the file (a hotel's network, for one) ·
 * `busy`: later, perhaps.
 */
export type Obstacle = 'changed' | 'refused' | 'wrong' | 'login' | 'busy';

export type Reply =
  | { kind: 'body'; from: number; total: number | null; edition: string | null }
  /** Nothing is missing any more. */
  | { kind: 'complete' }
  | { kind: 'obstacle'; obstacle: Obstacle };

const obstacle = (what: Obstacle): Reply => ({ kind: 'obstacle', obstacle: what });

/**
 * @param had what was asked to be continued; `received: 0` if the whole file was asked for.
 * @param expected the whole file's length if it is known for certain.
 */
export function readReply(status: number, headers: Headers, had: Had, expected: number | null): Reply {
  if (status === 416) {
    const whole = Number(/^bytes \*\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] ?? had.total);
    return had.received > 0 && had.received === whole ? { kind: 'complete' } : obstacle('changed');
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) return obstacle('busy');
  if (status !== 200 && status !== 206) return obstacle('refused');
  if (/^text\/html/i.test(headers.get('content-type') ?? '')) return obstacle('login');
  // A compressed answer's length is not the file's, and its ranges are not the file's either.
  if (!/^(identity)?$/i.test(headers.get('content-encoding') ?? '')) return obstacle('refused');
  const edition = editionOf(headers);
  const range = status === 206 ? rangeOf(headers.get('content-range')) : { from: 0, total: lengthOf(headers) };
  if (!range) return obstacle('refused');
  const { from, total } = range;
  if (from !== 0 && from !== had.received) return obstacle('changed');
  const other = (a: number | string | null, b: number | string | null) => a !== null && b !== null && a !== b;
  if (from > 0 && (other(total, had.total) || other(edition, had.edition))) return obstacle('changed');
  if (other(total, expected)) return obstacle('wrong');
  return { kind: 'body', from, total: total ?? expected, edition };
}

/** For `If-Range`: servers must not match a weak ETag there. */
export function strongEdition(edition: string | null): string | null {
  return edition?.startsWith('W/') ? null : edition;
}

function editionOf(headers: Headers): string | null {
  return headers.get('etag') ?? headers.get('last-modified');
}

function lengthOf(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length !== null && /^\d+$/.test(length) ? Number(length) : null;
}

function rangeOf(value: string | null): { from: number; total: number | null } | null {
  const found = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(value ?? '');
  return found && { from: Number(found[1]), total: found[2] === '*' ? null : Number(found[2]) };
}
