/** Closes everything that was opened, in reverse order, each once. An error does not stop the others. */
export class Disposer {
  readonly #entries: { name: string; close: () => unknown }[] = [];
  #closing: Promise<void> | undefined;

  add(name: string, close: () => unknown): void {
    this.#entries.push({ name, close });
  }

  /** Resolves when all are closed. A second call, for example from a `close`, returns the same promise. */
  dispose(report: (name: string, error: unknown) => void): Promise<void> {
    // Starts in a later microtask, so that `#closing` is set before the first `close` runs.
    this.#closing ??= Promise.resolve().then(() => this.#close(report));
    return this.#closing;
  }

  async #close(report: (name: string, error: unknown) => void): Promise<void> {
    for (const entry of this.#entries.reverse()) {
      try {
        await entry.close();
      } catch (error) {
        report(entry.name, error);
      }
    }
  }
}
