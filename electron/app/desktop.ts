/** What the system around the app offers, and what others see of the overlay. Both windows get the event `desktop`. */
import { EventEmitter } from 'node:events';
import { type Desktop, newDesktop } from '../contract/desktop.ts';
import type { Publish } from '../ipc/publish.ts';

export class DesktopState extends EventEmitter<{ changed: [Desktop] }> {
  #now = newDesktop;
  readonly #publish: Publish;

  constructor(publish: Publish) {
    super();
    this.#publish = publish;
  }

  get now(): Desktop {
    return this.#now;
  }

  set(change: Partial<Desktop>): void {
    const next = { ...this.#now, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#now)) return;
    this.#now = next;
    this.#publish('desktop', next);
    this.emit('changed', next);
  }
}
