/** Denies every page what no page needs: navigation away, new windows, permissions, embedded pages. */
import { app, type Session, type WebContents } from 'electron';
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

/** @param captures whether this page may capture the screen. Camera and microphone are denied to every page. */
export function guardSession(session: Session, captures: (contents: WebContents | null) => boolean): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    // The screen is the one kind of media that has no type here.
    const screen = permission === 'media' && !('mediaTypes' in details && details.mediaTypes && details.mediaTypes.length > 0);
    answer(screen && captures(contents));
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    return permission === 'media' && details.mediaType === undefined && captures(contents);
  });
  session.setDevicePermissionHandler(() => false);
}

/** Whether an address is one of our pages. It compares parsed addresses, so an address that only contains our origin is not ours. */
export function isOurs(address: string): boolean {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.host}` === origin;
  } catch {
    return false;
  }
}
