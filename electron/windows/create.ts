/** Creates the windows. All are sandboxed and isolated; the preload reads its window's name from an argument. */
import path from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import type { WindowName } from '../contract/channels.ts';
import { origin } from './protocol.ts';

/** DIP, until the page has measured itself. */
const pill = { width: 132, height: 44 };

function preferences(name: WindowName, preload: string): Electron.WebPreferences {
  return {
    preload,
    additionalArguments: [`--window=${name}`],
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    // Chromium slows hidden pages down. The overlay must change colour at once even when it is covered, and the capturing window is always hidden.
    backgroundThrottling: name === 'main',
  };
}

/** @param hidden the app waits in the tray until the user opens the window. */
export function createMainWindow(preload: string, hidden: boolean): BrowserWindow {
  const window = new BrowserWindow({
    title: '会盾',
    width: 1180,
    height: 780,
    minWidth: 720,
    minHeight: 520,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15181d' : '#f6f8fb',
    webPreferences: preferences('main', preload),
  });
  window.removeMenu();
  if (!hidden) window.once('ready-to-show', () => window.show());
  void window.loadURL(`${origin}/main/index.html`);
  return window;
}

/**
 * A small frameless window above all others, full-screen calls included. It never takes the focus from the call, and it is
 * only as large as its content, so it covers nothing else that must be clicked.
 */
export function createOverlayWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: '会盾提醒',
    ...pill,
    show: false,
    frame: false,
    transparent: true,
    resizable: false,
    movable: true,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    hasShadow: false,
    // On Linux the window manager leaves a window that cannot be focused on top, and does not move it: the page moves it itself.
    focusable: process.platform !== 'linux',
    acceptFirstMouse: true,
    webPreferences: preferences('overlay', preload),
  });
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  void window.loadURL(`${origin}/overlay/index.html`);
  return window;
}

/** The hidden window that captures the strip of captions. It exists only while captions are read. */
export function createCaptureWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({ title: '会盾字幕', show: false, webPreferences: preferences('capture', preload) });
  void window.loadURL(`${origin}/capture/index.html`);
  return window;
}

export const preloadPath = path.join(import.meta.dirname, '../preload/preload.cjs');
export const rendererPath = path.join(import.meta.dirname, '../renderer');
