/** An empty window, in which build/preview.mjs opens the states one after the other. */
import { app, BrowserWindow } from 'electron';

// No top-level await: Electron is ready only after this module has run.
app.whenReady().then(() => new BrowserWindow({ width: 1_180, height: 780, useContentSize: true }).loadURL('about:blank'));
