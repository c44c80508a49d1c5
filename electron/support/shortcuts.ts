/** Shortcuts that work while another program has the keyboard. */
import { globalShortcut } from 'electron';

/**
 * Replaces all shortcuts.
 *
 * @param shortcuts by name: Electron's accelerator, or null
 * @returns the names whose keys the system did not give us. Another program has them, or the system has no global shortcuts.
 */
export function registerShortcuts<N extends string>(shortcuts: Readonly<Record<N, string | null>>, act: (name: N) => void): N[] {
  globalShortcut.unregisterAll();
  return (Object.keys(shortcuts) as N[]).filter((name) => {
    const keys = shortcuts[name];
    return keys !== null && !registered(keys, () => act(name));
  });
}

export function dropShortcuts(): void {
  globalShortcut.unregisterAll();
}

function registered(keys: string, act: () => void): boolean {
  try {
    return globalShortcut.register(keys, act);
  } catch {
    return false;
  }
}
