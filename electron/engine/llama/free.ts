/**
 * Frees engines and models, also after a failed load. A workaround for node-llama-cpp 3.21.1; remove it when the library is fixed.
 *
 * If `loadModel()` or `createContext()` rejects, the half-built object still holds its owner (the engine or the model) open, and
 * we never receive it, so we cannot dispose it. After it is garbage-collected, `owner.dispose()` never resolves
 * (https://github.com/withcatai/node-llama-cpp/blob/master/src/utils/DisposeGuard.ts). So we remember such owners and do not
 * wait for their disposal; the process frees the memory when it ends.
 */
import { Llama, type LlamaModel } from 'node-llama-cpp';

/** Owners that a half-built object holds open. */
const held = new WeakSet<Llama | LlamaModel>();

/** @param owner the engine of a model, or the model of a context. @throws the error of `loading`. */
export async function loadInto<T>(owner: Llama | LlamaModel, loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    held.add(owner);
    if (!(owner instanceof Llama)) held.add(owner.llama);
    throw error;
  }
}

/** Resolves when the memory is freed; at once for an owner that is held open. A held engine is not disposed. */
export async function free(owner: Llama | LlamaModel): Promise<void> {
  if (!held.has(owner)) await owner.dispose();
  else if (!(owner instanceof Llama)) owner.dispose().catch(() => {});
}
