/** Reads in a thread of its own: the app stays awake, reading can be stopped, and memory has a bound. */
import { Worker } from 'node:worker_threads';
import type { Turn } from '../contract/domain.ts';
import { AppError, type Result } from '../contract/result.ts';
import type { Transcript } from './read.ts';

/** The bundle holds the thread's program beside the main one; the tests run it from its source. */
const program = new URL(import.meta.url.endsWith('.ts') ? './reader.ts' : './reader.js', import.meta.url);
/** MB; a document of the largest size that docx.ts takes needs about half of it. */
const memory = 1_536;
/** ms; nothing that a person recorded takes this long. */
const patience = 60_000;

export type ThreadTask = { name: string; bytes: Uint8Array } | { pasted: string };

/** @throws AppError what `readTranscript` throws, and `cancelled`; `file-too-large` when memory or patience run out. */
export function readInThread(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<Transcript> {
  return run({ name, bytes }, signal);
}

/** Long pasted text. @throws AppError what `parsePasted` throws; `file-too-large` as above. */
export function parseInThread(pasted: string): Promise<Turn[]> {
  return run({ pasted }, new AbortController().signal);
}

function run<T>(task: ThreadTask, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new AppError('cancelled'));
    const worker = new Worker(program, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: memory } });
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      // A thread that is being ended may still report it.
      worker.on('error', () => {});
      void worker.terminate();
      finish();
    };
    const cancel = () => settle(() => reject(new AppError('cancelled')));
    const timer = setTimeout(() => settle(() => reject(new AppError('file-too-large', 'time'))), patience);
    signal.addEventListener('abort', cancel, { once: true });
    worker.once('message', (result: Result<T>) =>
      settle(() => (result.ok ? resolve(result.value) : reject(new AppError(result.error.code, result.error.detail)))),
    );
    worker.once('error', (error: Error & { code?: string }) =>
      settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new AppError('file-too-large', 'memory', { cause: error }) : error)),
    );
    worker.once('exit', (code) => settle(() => reject(new Error(`the reading thread ended: ${code}`))));
  });
}
