import type { FleetStack } from "./select";
import type { Ending } from "./fleet-worker";
import type { FleetTask, FleetVerb } from "./model";

/** The part of a `FleetWorker` that a schedule uses. */
export interface Worker {
  run(task: FleetTask, limit: number, onProgress: (text: string) => void): Promise<Ending>;
  stop(): void;
  end(): Promise<void>;
  kill(): void;
}

export interface Schedule {
  readonly stacks: readonly FleetStack[];
  readonly verb: FleetVerb;
  readonly local: boolean;
  readonly folder: string;
  /** How many at a time. */
  readonly parallel: number;
  /** Milliseconds for one stack. */
  readonly limit: number;
  readonly startWorker: () => Worker;
  /** The first abort lets what is under way end and begins nothing more. */
  readonly signal: AbortSignal;
  readonly onStart: (stack: string) => void;
  readonly onProgress: (stack: string, text: string) => void;
  /** Told of each stack as it ends. Answers whether stacks that need it may begin. */
  readonly onEnd: (stack: string, ending: Ending | "stopped" | { readonly waitsFor: string }) => boolean;
}

/**
 * Gives stacks to workers, as many at a time as allowed. A stack begins when those that it needs have ended well; one that fails,
 * hangs or kills its worker takes no other with it. A worker is used again only after work that ended well, since the SDK keeps
 * errors of a program for its whole process.
 */
export async function runSchedule(schedule: Schedule): Promise<void> {
  const waiting = [...schedule.stacks];
  const good = new Map<string, boolean>();
  const chosen = new Set(waiting.map(({ name }) => name));
  const busy = new Set<Worker>();
  let wake = signal();

  const stop = (): void => {
    for (const worker of busy) worker.stop();
  };
  schedule.signal.addEventListener("abort", stop);

  const stopped = (): boolean => schedule.signal.aborted;

  const next = (): FleetStack | undefined => {
    const blocked = waiting.find(({ needs }) => needs.some((name) => good.get(name) === false));
    if (blocked) {
      waiting.splice(waiting.indexOf(blocked), 1);
      const waitsFor = blocked.needs.find((name) => good.get(name) === false) ?? "";
      good.set(blocked.name, schedule.onEnd(blocked.name, { waitsFor }));
      return next();
    }
    const index = waiting.findIndex(({ needs }) =>
      needs.every((name) => good.get(name) ?? !chosen.has(name)),
    );
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };

  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    try {
      while (waiting.length > 0 && !stopped()) {
        const stack = next();
        if (!stack) {
          // Stacks that need each other would wait for ever: the first of them goes on without.
          if (busy.size === 0 && waiting[0]) waiting[0] = { ...waiting[0], needs: [] };
          else await wake.promise;
          continue;
        }
        worker ??= schedule.startWorker();
        busy.add(worker);
        schedule.onStart(stack.name);
        const { verb, local, folder, limit } = schedule;
        const ending = await worker.run({ verb, local, folder, stack: stack.name }, limit, (text) => {
          schedule.onProgress(stack.name, text);
        });
        busy.delete(worker);
        const cut = stopped() && !endedWell(ending);
        good.set(stack.name, schedule.onEnd(stack.name, cut ? "stopped" : ending));
        wake.resolve();
        wake = signal();
        if (!endedWell(ending)) {
          worker.kill();
          worker = undefined;
        }
      }
    } finally {
      wake.resolve();
      await worker?.end();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(schedule.parallel, waiting.length) }, lane));
  } finally {
    schedule.signal.removeEventListener("abort", stop);
  }
}

function endedWell(ending: Ending): boolean {
  return ending.kind === "result" && ending.result.code <= 1;
}

interface Signal {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function signal(): Signal {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
