/** How fast a transfer goes, over its last seconds. Pure: the time comes in. */

const windowMs = 5_000;

export class Pace {
  #samples: { at: number; bytes: number }[] = [];

  /** @param bytes transferred so far. */
  add(at: number, bytes: number): void {
    this.#samples.push({ at, bytes });
    // One sample older than the window stays, so that a slow transfer keeps two.
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? at) < at - windowMs) this.#samples.shift();
  }

  /** Null while too little is known. */
  get bytesPerSecond(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.at - first.at < 500) return null;
    return ((last.bytes - first.bytes) * 1_000) / (last.at - first.at);
  }

  secondsLeft(total: number | null): number | null {
    const speed = this.bytesPerSecond;
    const last = this.#samples.at(-1);
    if (total === null || !last || !speed || speed <= 0) return null;
    return Math.ceil(Math.max(0, total - last.bytes) / speed);
  }
}
