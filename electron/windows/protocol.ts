/** Serves the renderer folder over app:// with a strict content security policy, and no file outside it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { fetchFromVite } from './development.ts';

export const scheme = 'app';
export const origin = 'app://huidun';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

// Inline styles are allowed, because Mantine sets positions and CSS variables on elements.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** @param folder the built renderer's folder. */
export function serveFiles(folder: string): void {
  protocol.handle(scheme, async (request) => {
    if (import.meta.env.DEV) return await fetchFromVite(request.url, policy);
    const file = resolveInside(folder, request.url);
    if (!file) return new Response(null, { status: 404 });
    try {
      const body = await readFile(file);
      const type = types[path.extname(file)] ?? 'application/octet-stream';
      return new Response(new Uint8Array(body), {
        headers: { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

/** The file of an address; null if the address names another host or leaves the folder. It is decoded before it is compared. */
export function resolveInside(folder: string, address: string): string | null {
  let name: string;
  try {
    const url = new URL(address);
    if (url.host !== 'huidun') return null;
    name = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  const file = path.resolve(folder, `.${path.posix.normalize(`/${name}`)}`);
  const relative = path.relative(folder, file);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? null : file;
}
