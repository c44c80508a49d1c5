/** Only for `npm run dev`. The production bundle holds nothing of this file: every use stands behind `import.meta.env.DEV`. */
import { app } from 'electron';

/** Opens DevTools with F12 or Ctrl+Shift+I, and at the element under a right click: the overlay gets no keys on Linux. */
export function addDevTools(): void {
  process.setSourceMapsEnabled(true);
  app.on('web-contents-created', (_event, contents) => {
    if (contents.getType() !== 'window') return;
    contents.on('before-input-event', (event, { type, key, control, meta, shift }) => {
      const shortcut = key === 'F12' || ((control || meta) && shift && key.toLowerCase() === 'i');
      if (type !== 'keyDown' || !shortcut) return;
      event.preventDefault();
      contents.toggleDevTools();
    });
    contents.on('context-menu', (_menu, { x, y }) => {
      if (!contents.isDevToolsOpened()) contents.openDevTools({ mode: 'detach' });
      contents.inspectElement(x, y);
    });
  });
}

/**
 * The file of an address, from Vite's server. electron-vite sets the variable: https://electron-vite.org/guide/hmr
 *
 * @param policy the app's content security policy. Vite adds an inline script to each page and sends changes over a socket.
 */
export async function fetchFromVite(address: string, policy: string): Promise<Response> {
  const { pathname, search } = new URL(address);
  const { body, headers, status } = await fetch(`${process.env.ELECTRON_RENDERER_URL}${pathname}${search}`);
  const looser = policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'; connect-src 'self' ws://127.0.0.1:*");
  const type = headers.get('content-type') ?? 'application/octet-stream';
  return new Response(body, { status, headers: { 'content-type': type, 'content-security-policy': looser } });
}
