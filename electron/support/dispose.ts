/** Closes what was opened, newest first, each once; one part's failure does not keep the others open. */
export class Disposer {
  readonly #parts: { name: string; close: () => unknown }[] = [];
  #closing: Promise<void> | undefined;

  add(name: string, close: () => unknown): void {
    this.#parts.push({ name, close });
  }

  /** Resolves when every part has finished; asked again meanwhile (a closing part may do so), it is the same closing. */
  dispose(report: (name: string, error: unknown) => void): Promise<void> {
    // Begun a turn later: a part that asks again while it closes must find this promise already here.
    this.#closing ??= Promise.resolve().then(() => this.#close(report));
    return this.#closing;
  }

  async #close(report: (name: string, error: unknown) => void): Promise<void> {
    for (const part of this.#parts.reverse()) {
      try {
        await part.close();
      } catch (error) {
        report(part.name, error);
      }
    }
  }
}
