/** Reads a server's response to a request for a file or for the rest of it (HTTP range requests, RFC 9110 section 14). Pure. */

/** The part of a file that was received already. */
export interface ReceivedPart {
  /** Bytes. */
  received: number;
  /** Length of the whole file by the server's headers; null if they did not give it. */
  total: number | null;
  /** ETag of the file's version, else its Last-Modified date; null if the server sent neither. */
  edition: string | null;
}

/**
 * Why a response is of no use. `changed`: the server has another version than the received part · `refused`: the server does not
 * give the file · `wrong`: the file is not the catalog's · `login`: an HTML page instead of the file, as in a hotel's network ·
 * `busy`: the server asks to try later.
 */
export type ResponseProblem = 'changed' | 'refused' | 'wrong' | 'login' | 'busy';

type RangeResponse =
  | { kind: 'body'; from: number; total: number | null; edition: string | null }
  /** The received part is the whole file. */
  | { kind: 'complete' }
  | { kind: 'problem'; problem: ResponseProblem };

const problem = (what: ResponseProblem): RangeResponse => ({ kind: 'problem', problem: what });

/**
 * @param part the part that the request continues; `received: 0` if it asked for the whole file.
 * @param expected exact length of the whole file, if the catalog knows it.
 */
export function readRangeResponse(status: number, headers: Headers, part: ReceivedPart, expected: number | null): RangeResponse {
  if (status === 416) {
    const whole = Number(/^bytes \*\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] ?? part.total);
    return part.received > 0 && part.received === whole ? { kind: 'complete' } : problem('changed');
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) return problem('busy');
  if (status !== 200 && status !== 206) return problem('refused');
  if (/^text\/html/i.test(headers.get('content-type') ?? '')) return problem('login');
  // With a content encoding, lengths and ranges count encoded bytes, not the file's.
  if (!/^(identity)?$/i.test(headers.get('content-encoding') ?? '')) return problem('refused');
  const edition = editionOf(headers);
  const range = status === 206 ? rangeOf(headers.get('content-range')) : { from: 0, total: lengthOf(headers) };
  if (!range) return problem('refused');
  const { from, total } = range;
  if (from !== 0 && from !== part.received) return problem('changed');
  const other = (a: number | string | null, b: number | string | null) => a !== null && b !== null && a !== b;
  if (from > 0 && (other(total, part.total) || other(edition, part.edition))) return problem('changed');
  if (other(total, expected)) return problem('wrong');
  return { kind: 'body', from, total: total ?? expected, edition };
}

/** The value for `If-Range`, which never matches a weak ETag (RFC 9110 section 13.1.5). */
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
