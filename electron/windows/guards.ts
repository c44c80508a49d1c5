/** What no page may do, whatever it shows: leave, open windows, ask for permissions, embed. Deny by default. */
import { app, type Session } from 'electron';
import { origin } from './protocol.ts';

export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void; url: string }) => {
      if (!isOurs(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** Compared as parsed addresses: a query that contains our origin is not ours. */
export function isOurs(address: string): boolean {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.host}` === origin;
  } catch {
    return false;
  }
}
