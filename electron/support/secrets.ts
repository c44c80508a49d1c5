/**
 * Keys in the system's secret store (Keychain, DPAPI, GNOME or KDE keyring) through Electron's safeStorage. Where Linux has
 * no keyring, Electron would encrypt with a key that everybody knows: such a secret is kept in memory only, and the user told.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { safeStorage } from 'electron';
import { z } from 'zod';

export type Kept = 'kept' | 'session' | 'none';

const fileSchema = z.record(z.string(), z.string());

export class Secrets {
  readonly #file: string;
  readonly #session = new Map<string, string>();

  /** @param file holds the encrypted secrets. */
  constructor(file: string) {
    this.#file = file;
  }

  /** @param value null forgets it. */
  async set(name: string, value: string | null): Promise<void> {
    const { [name]: _, ...others } = this.#read();
    this.#session.delete(name);
    if (value !== null && (await hasStore())) {
      this.#write({ ...others, [name]: (await encrypt(value)).toString('base64') });
      return;
    }
    this.#write(others);
    if (value !== null) this.#session.set(name, value);
  }

  /** Null if there is none, or none that this computer's store can open. */
  async get(name: string): Promise<string | null> {
    const kept = this.#read()[name];
    if (!kept) return this.#session.get(name) ?? null;
    return await decrypt(Buffer.from(kept, 'base64')).catch(() => null);
  }

  keptAs(name: string): Kept {
    if (this.#read()[name]) return 'kept';
    return this.#session.has(name) ? 'session' : 'none';
  }

  #read(): Record<string, string> {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return {};
    }
  }

  #write(secrets: Record<string, string>): void {
    if (Object.keys(secrets).length === 0) rmSync(this.#file, { force: true });
    else writeFileSync(this.#file, JSON.stringify(secrets), { mode: 0o600 });
  }
}

async function hasStore(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return 'isAsyncEncryptionAvailable' in safeStorage ? await safeStorage.isAsyncEncryptionAvailable() : oldStore.isEncryptionAvailable();
}

// Electron 46 takes the synchronous functions away; the oldest that runs this has no others.
const oldStore = safeStorage as Pick<Electron.SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>;

async function encrypt(value: string): Promise<Buffer> {
  return 'encryptStringAsync' in safeStorage ? await safeStorage.encryptStringAsync(value) : oldStore.encryptString(value);
}

async function decrypt(value: Buffer): Promise<string> {
  return 'decryptStringAsync' in safeStorage ? (await safeStorage.decryptStringAsync(value)).result : oldStore.decryptString(value);
}
