/** Decides which network addresses the app may use. Pure. */

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for https, and for this computer itself. Plain http can be read and changed on the network. */
export function isSafeAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.has(url.hostname));
}
