/** The thread that reads a file: what takes long, or comes to grief over a hostile file, does so here. Started by in-thread.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../contract/result.ts';
import { readTranscript } from './read.ts';

const { name, bytes } = workerData as { name: string; bytes: Uint8Array };
readTranscript(name, bytes).then(
  (value) => parentPort?.postMessage({ ok: true, value }),
  (error: unknown) => parentPort?.postMessage({ ok: false, error: toFailure(error) }),
);
