/** Runs the recogniser in a utility process: a crash of its native code costs one frame, and the app goes on. */
import path from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { Grey } from '../ocr/picture.ts';
import type { StripText } from '../ocr/recogniser.ts';
import type { RecogniserRequest, RecogniserResponse } from '../ocr/worker.ts';

/** The bundle of ocr/worker.ts, beside the bundle of the app. */
const program = path.join(import.meta.dirname, 'recogniser.js');
/** ms for one frame; the first includes loading. A process that takes longer hangs and is ended. */
const timeoutMs = 20_000;

interface Pending {
  resolve(text: StripText): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

export class RecogniserHost {
  #process: UtilityProcess | null = null;
  #requests = 0;
  readonly #pending = new Map<number, Pending>();

  /** Recognises a strip; starts the process if none runs. Rejects if the process crashes, hangs or reports an error. */
  read(strip: Grey): Promise<StripText> {
    this.#process ??= this.#start();
    const request: RecogniserRequest = { id: ++this.#requests, strip };
    const { promise, resolve, reject } = Promise.withResolvers<StripText>();
    const timer = setTimeout(() => this.rest(), timeoutMs);
    this.#pending.set(request.id, { resolve, reject, timer });
    this.#process.postMessage(request);
    return promise;
  }

  /** Ends the process; pending reads reject. The next read starts it again. */
  rest(): void {
    const old = this.#process;
    this.#process = null;
    old?.kill();
    this.#rejectAll('the recogniser was stopped');
  }

  #start(): UtilityProcess {
    const started = utilityProcess.fork(program, [], { serviceName: 'Huidun captions' });
    started.on('message', (response: RecogniserResponse) => {
      const pending = this.#pending.get(response.id);
      if (!pending) return;
      this.#pending.delete(response.id);
      clearTimeout(pending.timer);
      if ('text' in response) pending.resolve(response.text);
      else pending.reject(new Error(response.error));
    });
    started.on('exit', (code) => {
      if (this.#process !== started) return;
      this.#process = null;
      this.#rejectAll(`the recogniser ended: ${code}`);
    });
    return started;
  }

  #rejectAll(why: string): void {
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new Error(why));
    }
    this.#pending.clear();
  }
}
