/**
 * A token bucket (https://en.wikipedia.org/wiki/Token_bucket): it holds at most `burst` tokens, begins full, and gains
 * `perSecond`. Pure: time is a parameter, in ms.
 */
export class RateLimit {
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #at: number | null = null;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst;
  }

  /** Takes `count` tokens. Takes none and returns false if there are not enough. */
  take(now: number, count = 1): boolean {
    this.#left = Math.min(this.#burst, this.#left + (Math.max(0, now - (this.#at ?? now)) * this.#perSecond) / 1000);
    this.#at = now;
    if (this.#left < count) return false;
    this.#left -= count;
    return true;
  }
}
