import type { AsyncLocalStorage } from "node:async_hooks";
import { LocalStore, withLocalStorage } from "./pulumi-runtime";

/**
 * The SDK finds the store of the program that is running by Node's `AsyncLocalStorage`, which until Node 24 hooks into every
 * promise: a tenth of the time of a review, and more of a large one. A program that a process runs by itself needs none of that:
 * its store is the one that everything finds that has none of its own.
 */
let exclusive: object | undefined;
let patched: object | undefined;

/**
 * Runs `work` with a store of its own. Programs that start meanwhile, by this or by other means (`withLocalStorage`, the
 * Automation API), keep theirs: they take the usual way.
 *
 * @param work answers whether it has ended; what has not keeps the store, since it may go on.
 */
export async function runExclusively(work: () => Promise<{ readonly ended: boolean }>): Promise<void> {
  if (contexts().getStore() !== undefined) {
    await withLocalStorage(work);
    return;
  }
  exclusive = new LocalStore();
  let ended = true;
  try {
    ({ ended } = await work());
  } finally {
    if (ended) exclusive = undefined;
  }
}

/** The SDK's storage, which answers with the exclusive store where there is no other. */
function contexts(): AsyncLocalStorage<object> {
  const storage = globalThis.asyncLocalStorage as AsyncLocalStorage<object>;
  if (patched !== storage) {
    patched = storage;
    const own = storage.getStore.bind(storage);
    storage.getStore = () => own() ?? exclusive;
  }
  return storage;
}
