/** How often something may happen: a bucket that fills by `perSecond` and holds `most`. Time comes in as a value, in ms. */
export class Bucket {
  readonly #perSecond: number;
  readonly #most: number;
  #left: number;
  #at: number | null = null;

  constructor(perSecond: number, most: number) {
    this.#perSecond = perSecond;
    this.#most = most;
    this.#left = most;
  }

  /** Takes `count` out; false if there is not enough, then nothing is taken. */
  take(now: number, count = 1): boolean {
    this.#left = Math.min(this.#most, this.#left + (Math.max(0, now - (this.#at ?? now)) * this.#perSecond) / 1000);
    this.#at = now;
    if (this.#left < count) return false;
    this.#left -= count;
    return true;
  }
}
