import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";

/** What is known of the engine's processes that one command object has started. */
interface Activity {
  running: number;
  ended: number;
}
const activities = new WeakMap<object, Activity>();

/** `run` is the Automation API's own, and not in its types. */
interface Runner {
  run(...args: unknown[]): Promise<unknown>;
}

/** Keeps count of the engine processes that a command starts, so that a run whose engine is gone can be told. */
export function watched(command: PulumiCommand): PulumiCommand {
  const activity: Activity = { running: 0, ended: Date.now() };
  const runner = command as unknown as Runner;
  const run = runner.run.bind(runner);
  runner.run = async (...args) => {
    activity.running += 1;
    try {
      return await run(...args);
    } finally {
      activity.running -= 1;
      activity.ended = Date.now();
    }
  };
  activities.set(command, activity);
  return command;
}

/**
 * Ends a wait for an engine that is gone. An engine that is killed before it wrote its first event leaves the Automation
 * API waiting for that event for ever.
 *
 * @param patience Milliseconds without any engine process after which the run is given up. Default 15,000.
 */
export async function whileEngineLives<T>(command: object, run: Promise<T>, patience = 15_000): Promise<T> {
  const activity = activities.get(command);
  if (!activity) return run;
  const began = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const gone = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      const idle = Date.now() - Math.max(began, activity.ended);
      if (activity.running > 0 || idle <= patience) return;
      // What still waits for the engine would keep this process alive.
      setTimeout(() => process.exit(), patience).unref();
      reject(new Error("error: the engine ended without a word"));
    }, patience / 10);
  });
  try {
    return await Promise.race([run, gone]);
  } finally {
    clearInterval(timer);
  }
}
