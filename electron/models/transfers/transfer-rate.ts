/** The speed of a transfer over its last seconds. Pure: the caller passes the time. */

const windowMs = 5_000;

export class TransferRate {
  #samples: { at: number; bytes: number }[] = [];

  /** @param at in ms, on any clock that never goes back. @param bytes transferred so far. */
  add(at: number, bytes: number): void {
    this.#samples.push({ at, bytes });
    // Keeps one sample that is older than the window, so that a slow transfer still has two.
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? at) < at - windowMs) this.#samples.shift();
  }

  /** Null until the samples span half a second. */
  get bytesPerSecond(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.at - first.at < 500) return null;
    return ((last.bytes - first.bytes) * 1_000) / (last.at - first.at);
  }

  /** @param total bytes of the whole file, if known. @returns null while the speed or the total is unknown. */
  secondsLeft(total: number | null): number | null {
    const speed = this.bytesPerSecond;
    const last = this.#samples.at(-1);
    if (total === null || !last || !speed || speed <= 0) return null;
    return Math.ceil(Math.max(0, total - last.bytes) / speed);
  }
}
