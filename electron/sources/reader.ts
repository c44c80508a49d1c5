/** The program of the worker thread that reads a file or a long pasted text. Started by in-thread.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../contract/result.ts';
import { parsePasted } from './formats/index.ts';
import type { ThreadTask } from './in-thread.ts';
import { readTranscript } from './read.ts';

async function work(task: ThreadTask): Promise<unknown> {
  return 'pasted' in task ? parsePasted(task.pasted) : await readTranscript(task.name, task.bytes);
}

work(workerData as ThreadTask).then(
  (value) => parentPort?.postMessage({ ok: true, value }),
  (error: unknown) => parentPort?.postMessage({ ok: false, error: toFailure(error) }),
);
