/** Which addresses may be asked. Pure. */

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** https, or this computer itself. What goes over plain http can be read and changed on the way. */
export function isSafeAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.has(url.hostname));
}
