/** The token of the local API: 256 random bits. The user sees it once; the app stores only its hash. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export function newToken(): string {
  return `huidun_${randomBytes(32).toString('base64url')}`;
}

/** SHA-256 in hex. A slow password hash is not needed: 256 random bits cannot be guessed. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether `token` has this hash. Takes the same time for every wrong token. */
export function matchesHash(token: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(token), 'hex'), Buffer.from(hash, 'hex'));
}
