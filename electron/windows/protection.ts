/**
 * Keeps a window out of captures of the screen, where the system can: Windows and macOS
 * (https://www.electronjs.org/docs/latest/api/browser-window#winsetcontentprotectionenable). Whether it works is checked with our
 * own capture (app/exposure.ts): programs with ScreenCaptureKit on macOS and some builds of Windows 10 capture the window all the same
 * (https://github.com/electron/electron/issues/47834).
 */
import type { BrowserWindow } from 'electron';

/** Electron has no way to protect a window on Linux. */
export const protects = process.platform !== 'linux';

export function protect(window: BrowserWindow): void {
  const apply = () => window.setContentProtection(true);
  apply();
  // Some versions of Electron lose the protection when the window is hidden: https://github.com/electron/electron/issues/45844
  window.on('show', apply);
}
