/** The open windows, by name. */
import { app, type BrowserWindow, dialog, nativeTheme, type WebContents } from 'electron';
import type { WindowName } from '../contract/channels.ts';
import type { Settings } from '../contract/domain.ts';
import { createCaptureWindow, createMainWindow, createOverlayWindow, placeOverlay, preloadPath } from './create.ts';

export class Windows {
  readonly #open: Record<WindowName, BrowserWindow | null> = { main: null, overlay: null, capture: null };

  /** The page in a window; null while it is closed. */
  contentsOf(name: WindowName): WebContents | null {
    return this.#open[name]?.webContents ?? null;
  }

  /** Which of our windows shows this page; null for anything else. */
  nameOf(contents: WebContents): WindowName | null {
    return (['main', 'overlay', 'capture'] as const).find((name) => this.#open[name]?.webContents === contents) ?? null;
  }

  /** Opens the main window and the overlay. Closing the main window ends the app. */
  open(): { main: BrowserWindow; overlay: BrowserWindow } {
    const main = createMainWindow(preloadPath);
    const overlay = createOverlayWindow(preloadPath);
    Object.assign(this.#open, { main, overlay });
    main.on('closed', () => app.quit());
    app.on('second-instance', () => {
      this.showMain();
      main.focus();
    });
    return { main, overlay };
  }

  close(): void {
    const { main, overlay } = this.#open;
    main?.removeAllListeners('closed');
    main?.destroy();
    overlay?.destroy();
  }

  /** Opens a new capturing window in place of an earlier one. */
  openCapture(): void {
    this.#open.capture?.destroy();
    const window = createCaptureWindow(preloadPath);
    this.#open.capture = window;
    // After a crash a new page continues the task, which the reader still holds.
    window.webContents.on('render-process-gone', () => setTimeout(() => this.#open.capture === window && this.openCapture(), 1_000));
  }

  closeCapture(): void {
    this.#open.capture?.destroy();
    this.#open.capture = null;
  }

  showMain(): void {
    this.#open.main?.show();
  }

  showOverlay(wanted: boolean): void {
    const { overlay } = this.#open;
    if (!overlay || overlay.isDestroyed() || overlay.isVisible() === wanted) return;
    if (wanted) overlay.showInactive();
    else overlay.hide();
  }

  /** @param size in DIP */
  sizeOverlay(size: { width: number; height: number }): void {
    if (this.#open.overlay) placeOverlay(this.#open.overlay, size);
  }

  setTheme(theme: Settings['theme']): void {
    nativeTheme.themeSource = theme;
  }

  /** Asks the user for a GGUF file; null if the user cancelled. */
  async pickModel(): Promise<string | null> {
    const { main } = this.#open;
    const ask: Electron.OpenDialogOptions = { properties: ['openFile'], filters: [{ name: 'GGUF', extensions: ['gguf'] }] };
    const answer = main ? await dialog.showOpenDialog(main, ask) : await dialog.showOpenDialog(ask);
    return answer.filePaths[0] ?? null;
  }
}
