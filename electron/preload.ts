/** The sandboxed bridge: the contract as `window.app`, for this window's names only. No logic, no schemas. */
import { contextBridge, ipcRenderer } from 'electron';
import { calls, events, type WindowName } from './contract/channels.ts';
import type { Bridge } from './contract/ipc.ts';

// The main process names the window when it creates it (windows/create.ts).
const windowName = process.argv.find((arg) => arg.startsWith('--window='))?.slice('--window='.length) as WindowName;

function mine(table: Record<string, readonly WindowName[]>, name: string): boolean {
  return Object.hasOwn(table, name) && (table[name] ?? []).includes(windowName);
}

const bridge: Bridge = {
  async call(name, input) {
    if (!mine(calls, name)) return { ok: false, error: { code: 'not-allowed', detail: name } };
    return await ipcRenderer.invoke(name, input);
  },
  on(name, listener) {
    if (!mine(events, name)) throw new Error(`not-allowed: ${name}`);
    const forward = (_event: unknown, ...payload: Parameters<typeof listener>) => listener(...payload);
    ipcRenderer.on(name, forward);
    return () => ipcRenderer.off(name, forward);
  },
};

contextBridge.exposeInMainWorld('app', bridge);
