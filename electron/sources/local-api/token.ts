/** The token of the local API: 256 random bits, shown to the user once; only its hash is kept. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export function newToken(): string {
  return `huidun_${randomBytes(32).toString('base64url')}`;
}

/** Random bits need no slow hash: there is nothing to guess. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether `token` is the one whose hash is kept; takes as long for a near miss as for a far one. */
export function fits(token: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(token), 'hex'), Buffer.from(hash, 'hex'));
}
