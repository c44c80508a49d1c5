/** Closes what was opened, newest first, each once; one part's failure does not keep the others open. */
export class Disposer {
  #parts: { name: string; close: () => unknown }[] = [];

  add(name: string, close: () => unknown): void {
    this.#parts.push({ name, close });
  }

  /** Resolves when every part has finished. Later calls find nothing left to do. */
  async dispose(report: (name: string, error: unknown) => void): Promise<void> {
    const parts = this.#parts.reverse();
    this.#parts = [];
    for (const part of parts) {
      try {
        await part.close();
      } catch (error) {
        report(part.name, error);
      }
    }
  }
}
