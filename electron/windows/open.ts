/** The open windows, by name. */
import { EventEmitter } from 'node:events';
import { app, type BrowserWindow, dialog, nativeTheme, type WebContents } from 'electron';
import type { WindowName } from '../contract/channels.ts';
import type { Settings } from '../contract/domain.ts';
import { createCaptureWindow, createMainWindow, preloadPath } from './create.ts';
import { Overlay, type Places } from './overlay.ts';

/** ms after which a page that crashed is opened again. */
const reopenMs = 1_000;

/** A question in a dialog of the system. `buttons`: the first is the harmless one. */
export interface Ask {
  title: string;
  text: string;
  buttons: readonly string[];
}

/** `focus`: the main window got or lost the focus. `close`: the user wants to close it; nothing is closed yet. */
export class Windows extends EventEmitter<{ focus: []; close: [] }> {
  readonly #open: Record<WindowName, BrowserWindow | null> = { main: null, overlay: null, capture: null };
  overlay: Overlay | null = null;

  /** The page in a window; null while it is closed. */
  contentsOf(name: WindowName): WebContents | null {
    return this.#open[name]?.webContents ?? null;
  }

  /** Which of our windows shows this page; null for anything else. */
  nameOf(contents: WebContents): WindowName | null {
    return (['main', 'overlay', 'capture'] as const).find((name) => this.#open[name]?.webContents === contents) ?? null;
  }

  /** @param hidden the main window is not shown until the user asks for it. @param places where the user dragged the overlay. */
  open(places: Places, hidden: boolean): { main: BrowserWindow; overlay: BrowserWindow } {
    const main = createMainWindow(preloadPath, hidden);
    this.overlay = new Overlay(preloadPath, places);
    const overlay = this.overlay.window;
    Object.assign(this.#open, { main, overlay });
    for (const window of [main, overlay]) reopenAfterCrash(window);
    main.on('close', (event) => {
      event.preventDefault();
      this.emit('close');
    });
    for (const change of ['focus', 'blur', 'show', 'hide', 'minimize', 'restore'] as const) {
      main.on(change as 'focus', () => this.emit('focus'));
    }
    app.on('second-instance', () => this.showMain());
    // macOS: a click on the icon in the dock.
    app.on('activate', () => this.showMain());
    return { main, overlay };
  }

  close(): void {
    this.#open.main?.destroy();
    this.overlay?.dispose();
  }

  /** Opens a new capturing window in place of an earlier one. */
  openCapture(): void {
    this.#open.capture?.destroy();
    const window = createCaptureWindow(preloadPath);
    this.#open.capture = window;
    // After a crash a new page continues the task, which the reader still holds.
    window.webContents.on('render-process-gone', () => setTimeout(() => this.#open.capture === window && this.openCapture(), reopenMs));
  }

  closeCapture(): void {
    this.#open.capture?.destroy();
    this.#open.capture = null;
  }

  /** Whether the user works in the main window. */
  get mainFocused(): boolean {
    const { main } = this.#open;
    return main !== null && !main.isDestroyed() && main.isVisible() && !main.isMinimized() && main.isFocused();
  }

  /** Shows the main window in front of others and gives it the keyboard. */
  showMain(): void {
    const { main } = this.#open;
    if (!main || main.isDestroyed()) return;
    if (main.isMinimized()) main.restore();
    main.show();
    main.focus();
  }

  hideMain(): void {
    this.#open.main?.hide();
  }

  minimiseMain(): void {
    const { main } = this.#open;
    if (!main || main.isDestroyed()) return;
    if (!main.isVisible()) main.showInactive();
    main.minimize();
  }

  /** Asks in a dialog of the system. @returns the number of the button; 0 if the user closed the dialog. */
  async ask({ title, text, buttons }: Ask): Promise<number> {
    const { main } = this.#open;
    const options: Electron.MessageBoxOptions = {
      type: 'question',
      message: title,
      detail: text,
      buttons: [...buttons],
      defaultId: 0,
      cancelId: 0,
    };
    const answer = main?.isVisible() ? await dialog.showMessageBox(main, options) : await dialog.showMessageBox(options);
    return answer.response;
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

/** The guard goes on without its page; a new page shows what it does. */
function reopenAfterCrash(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', () => {
    setTimeout(() => !window.isDestroyed() && window.webContents.reload(), reopenMs);
  });
}
