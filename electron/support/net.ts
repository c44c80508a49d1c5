/** Requests through Chromium's network stack, which uses the system's proxy and certificates. Node's own fetch does not. */
import { session } from 'electron';
import { isSafeAddress } from './address.ts';

/** A fetch without cookies and cache. It refuses every address that `isSafeAddress` refuses, also after a redirect. */
export function systemFetch(): (url: string, init: RequestInit) => Promise<Response> {
  const network = session.fromPartition('network', { cache: false });
  network.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isSafeAddress(details.url) }));
  return (url, init) => network.fetch(url, init);
}
