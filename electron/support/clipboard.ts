/**
 * The system's clipboard: what kinds of things are in it, and its text. Electron's interface to it has changed; the
 * stand-in that tests run on has the old one (see build/setup/stand-in.mjs), and both are read here.
 */
import { clipboard } from 'electron';

interface OldClipboard {
  availableFormats(): string[];
}

/** The names of what is in it, platform names included. */
export async function clipboardFormats(): Promise<string[]> {
  if ('availableFormats' in clipboard) return (clipboard as unknown as OldClipboard).availableFormats();
  return (await clipboard.read()).flatMap((item) => [...item.types]);
}

export async function clipboardText(): Promise<string> {
  return await clipboard.readText();
}
