/** The one engine of the process: node-llama-cpp's own advice. */
import { getLlama, type Llama, LlamaLogLevel } from 'node-llama-cpp';

// The promise is kept, so that two loads share one start.
let engine: Promise<Llama> | undefined;

/** Half a second that can pass while a file is still being checked. */
export function startLlama(): Promise<Llama> {
  engine ??= getLlama({ gpu: 'auto', build: 'never', progressLogs: false, logLevel: LlamaLogLevel.error, maxThreads: 0 });
  return engine;
}

/** Frees the engine itself; only at the end of the process. */
export async function stopLlama(): Promise<void> {
  const running = engine;
  engine = undefined;
  await (await running)?.dispose();
}
