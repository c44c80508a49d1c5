/** Requests through Chromium's network: the system's proxy and certificates, which Node's own fetch knows nothing of. */
import { session } from 'electron';
import { isSafeAddress } from './address.ts';

/** Keeps neither cookies nor a cache. Anything but https is refused, after a redirect too; this computer itself excepted. */
export function systemFetch(): (url: string, init: RequestInit) => Promise<Response> {
  const network = session.fromPartition('network', { cache: false });
  network.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isSafeAddress(details.url) }));
  return (url, init) => network.fetch(url, init);
}
