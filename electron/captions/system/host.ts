/** Keeps the recogniser in a process of its own: a crash of native code takes one picture along, not the app. */
import path from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { Grey } from '../ocr/picture.ts';
import type { StripText } from '../ocr/recogniser.ts';
import type { Answer, Question } from '../ocr/worker.ts';

/** The bundle's second program. */
const program = path.join(import.meta.dirname, 'recogniser.js');
/** ms for one picture, the first with loading; a process that takes longer hangs. */
const patience = 20_000;

interface Waiting {
  resolve(text: StripText): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

export class RecogniserHost {
  #process: UtilityProcess | null = null;
  #asked = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** Starts the process when there is none. Rejects when it crashes, hangs, or can't read. */
  read(strip: Grey): Promise<StripText> {
    this.#process ??= this.#start();
    const question: Question = { id: ++this.#asked, strip };
    const { promise, resolve, reject } = Promise.withResolvers<StripText>();
    const timer = setTimeout(() => this.rest(), patience);
    this.#waiting.set(question.id, { resolve, reject, timer });
    this.#process.postMessage(question);
    return promise;
  }

  /** Ends the process until it is needed again. */
  rest(): void {
    const old = this.#process;
    this.#process = null;
    old?.kill();
    this.#giveUp('the recogniser was stopped');
  }

  #start(): UtilityProcess {
    const started = utilityProcess.fork(program, [], { serviceName: 'Huidun captions' });
    started.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      if (!waiting) return;
      this.#waiting.delete(answer.id);
      clearTimeout(waiting.timer);
      if ('text' in answer) waiting.resolve(answer.text);
      else waiting.reject(new Error(answer.error));
    });
    started.on('exit', (code) => {
      if (this.#process !== started) return;
      this.#process = null;
      this.#giveUp(`the recogniser ended: ${code}`);
    });
    return started;
  }

  #giveUp(why: string): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Error(why));
    }
    this.#waiting.clear();
  }
}
