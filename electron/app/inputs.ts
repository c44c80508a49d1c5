/** Which inputs feed the meeting now. Each source reports its own; both windows get the event `inputs`. */
import { EventEmitter } from 'node:events';
import { type Inputs, noInputs } from '../contract/domain.ts';
import type { Publish } from '../ipc/publish.ts';

export class InputsState extends EventEmitter<{ changed: [Inputs] }> {
  #now = noInputs;
  readonly #publish: Publish;

  constructor(publish: Publish) {
    super();
    this.#publish = publish;
  }

  get now(): Inputs {
    return this.#now;
  }

  set(change: Partial<Inputs>): void {
    this.#now = { ...this.#now, ...change };
    this.#publish('inputs', this.#now);
    this.emit('changed', this.#now);
  }
}
