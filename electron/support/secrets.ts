/**
 * Secrets, encrypted with the system's store (Keychain, DPAPI, GNOME or KDE keyring) by Electron's safeStorage. On a Linux without
 * a keyring Electron encrypts with a hard-coded key (https://www.electronjs.org/docs/latest/api/safe-storage). There a secret
 * stays in memory only, and `keptAs` tells it, so that the user learns of it.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { safeStorage } from 'electron';
import { z } from 'zod';

/** `kept`: encrypted on disk; `session`: in memory, until the app ends. */
type Kept = 'kept' | 'session' | 'none';

const fileSchema = z.record(z.string(), z.string());

export class Secrets {
  readonly #file: string;
  readonly #session = new Map<string, string>();

  /** @param file of the encrypted secrets. */
  constructor(file: string) {
    this.#file = file;
  }

  /** @param value null deletes the secret. */
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

  /** @returns null if there is none, or if the system's store cannot decrypt it. */
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

// Electron 46 removes the synchronous functions; Electron 33, which tests may run on, has no others.
const oldStore = safeStorage as Pick<Electron.SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>;

async function encrypt(value: string): Promise<Buffer> {
  return 'encryptStringAsync' in safeStorage ? await safeStorage.encryptStringAsync(value) : oldStore.encryptString(value);
}

async function decrypt(value: Buffer): Promise<string> {
  return 'decryptStringAsync' in safeStorage ? (await safeStorage.decryptStringAsync(value)).result : oldStore.decryptString(value);
}
