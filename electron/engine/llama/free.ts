/**
 * Loading with node-llama-cpp so that what was loaded can be freed.
 *
 * In 3.21.1 a model whose loading fails or is called off never lets go of the engine, nor such a context of its model, and
 * nobody is given it to dispose: once it has been collected, disposing its owner waits for ever. So that is not waited for.
 */
import { Llama, type LlamaModel } from 'node-llama-cpp';

/** Owners that something which failed still holds. */
const held = new WeakSet<Llama | LlamaModel>();

/** @param owner what it is loaded into: the engine, or a model. @throws what loading throws. */
export async function loadInto<T>(owner: Llama | LlamaModel, loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    held.add(owner);
    if (!(owner instanceof Llama)) held.add(owner.llama);
    throw error;
  }
}

/** Resolves when its memory is given back, or at once where that can't be known. An engine in that state goes with the process. */
export async function free(owner: Llama | LlamaModel): Promise<void> {
  if (!held.has(owner)) await owner.dispose();
  else if (!(owner instanceof Llama)) owner.dispose().catch(() => {});
}
