/** Reads files and long pasted text in a worker thread: the app stays responsive, and reading can be stopped and has a memory limit. */
import { Worker } from 'node:worker_threads';
import type { Turn } from '../contract/domain.ts';
import { AppError, type Result } from '../contract/result.ts';
import type { Transcript } from './read.ts';

/** In the app: a bundle beside that of the main process. In the tests: the source. */
const program = new URL(import.meta.url.endsWith('.ts') ? './reader.ts' : './reader.js', import.meta.url);
/** MB. The largest document that docx.ts accepts needs about half of it. */
const maxMemoryMb = 1_536;
/** ms. No real recording takes this long to read. */
const timeoutMs = 60_000;

export type ThreadTask = { name: string; bytes: Uint8Array } | { pasted: string };

/** @throws AppError the codes of `readTranscript`; `cancelled`; `file-too-large` if it takes too much memory or time. */
export function readInThread(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<Transcript> {
  return run({ name, bytes }, signal);
}

/** @throws AppError the codes of `parsePasted`; `file-too-large` if it takes too much memory or time. */
export function parseInThread(pasted: string): Promise<Turn[]> {
  return run({ pasted }, new AbortController().signal);
}

function run<T>(task: ThreadTask, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new AppError('cancelled'));
    const worker = new Worker(program, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb } });
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      // A worker that is being terminated may still emit 'error'.
      worker.on('error', () => {});
      void worker.terminate();
      finish();
    };
    const cancel = () => settle(() => reject(new AppError('cancelled')));
    const timer = setTimeout(() => settle(() => reject(new AppError('file-too-large', 'time'))), timeoutMs);
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
