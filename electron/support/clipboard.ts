/**
 * The system clipboard: the formats of its content, and its text. Supports Electron's present interface and the older one of the
 * Electron that tests may run on (build/setup/stand-in.mjs).
 */
import { clipboard } from 'electron';

interface OldClipboard {
  availableFormats(): string[];
}

/** The formats of the content, including names that only this platform uses. */
export async function clipboardFormats(): Promise<string[]> {
  if ('availableFormats' in clipboard) return (clipboard as unknown as OldClipboard).availableFormats();
  return (await clipboard.read()).flatMap((item) => [...item.types]);
}

export async function clipboardText(): Promise<string> {
  return await clipboard.readText();
}
