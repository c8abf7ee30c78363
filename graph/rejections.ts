/**
 * Rejections that nobody handles, sorted by the run that caused them. The Pulumi SDK reports an error inside `apply`, or
 * of a resource's inputs, in no other way: its own language host listens for `unhandledRejection` too.
 *
 * While a run is watched this listener stands in for all others, and hands on to them whatever is not of a watched run: a
 * failing program must neither end the process nor be blamed on another run or test.
 */

type Listener = NodeJS.UnhandledRejectionListener;

const watched = new Map<object, (reason: unknown) => void>();
let others: Listener[] = [];

/**
 * Calls `report` for every unhandled rejection of code that runs under `run`, the store that
 * `globalThis.asyncLocalStorage` holds for it, until the returned function is called.
 */
export function watchRejections(run: object, report: (reason: unknown) => void): () => void {
  if (watched.size === 0) {
    others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", dispatch);
  }
  watched.set(run, report);
  return () => {
    watched.delete(run);
    if (watched.size === 0) {
      process.off("unhandledRejection", dispatch);
      const since = process.listeners("unhandledRejection");
      process.removeAllListeners("unhandledRejection");
      for (const listener of [...others, ...since]) {
        process.on("unhandledRejection", listener);
      }
      others = [];
    }
  };
}

function dispatch(reason: unknown, promise: Promise<unknown>): void {
  // Node calls this listener in the context of the promise, so the store tells the run.
  const run = globalThis.asyncLocalStorage.getStore() as object | undefined;
  const report = run === undefined ? undefined : watched.get(run);
  if (report !== undefined) {
    report(reason);
    return;
  }
  if (others.length === 0) {
    // What Node does when nobody listens: the process must not go on as if nothing had happened.
    throw reason;
  }
  for (const listener of others) {
    listener(reason, promise);
  }
}
