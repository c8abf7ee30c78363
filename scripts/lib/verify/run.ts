import {
  ExponentialBackoff,
  bulkhead,
  handleWhen,
  retry,
  timeout,
  TaskCancelledError,
  TimeoutStrategy,
  wrap,
} from "cockatiel";
import { setTimeout as delay } from "node:timers/promises";
import { messageOf } from "../failure";
import { type Case, type Check, type Outcome, Unreachable, phases } from "./check";
import type { Cloud } from "./cloud";
import type { Platform } from "./platform";

/** How one look of one check ended. */
export type Finding = Outcome & {
  readonly check: string;
  readonly subject: string;
  readonly milliseconds: number;
  /** The cloud could not be asked: skipped, and a reason to alarm. */
  readonly unreachable?: boolean;
};

export interface RunOptions<P = Platform, C = Cloud> {
  readonly checks: readonly Check<P, C>[];
  readonly platform: P;
  readonly cloud: C;
  /** Seconds in which what takes the cloud minutes may still come about. */
  readonly wait: number;
  /** Seconds between two looks at what is still coming about. @default 15 */
  readonly pause?: number;
  /** Told as soon as it is there. */
  readonly onFinding?: (finding: Finding) => void;
  readonly signal?: AbortSignal;
}

/** Looks at the same time. More would run into the rate limits of Resource Manager on a small machine's link. */
const atOnce = 8;
const patience = 60_000;

/** Runs checks phase by phase; within a phase a bounded number at a time, exercises one after the other. */
export async function runChecks<P, C>(options: RunOptions<P, C>): Promise<readonly Finding[]> {
  const { checks, platform, cloud } = options;
  const deadline = Date.now() + options.wait * 1_000;
  const findings = new Map<string, Finding>();
  for (const phase of phases) {
    const limit = bulkhead(phase === "exercises" ? 1 : atOnce, Number.MAX_SAFE_INTEGER);
    const looks = checks
      .filter((check) => check.phase === phase)
      .flatMap((check) => check.cases(platform, cloud).map((one) => ({ check, one })));
    const done = await Promise.all(
      looks.map(({ check, one }) =>
        limit.execute(async () => {
          const finding = await look(check, one, findings, options, deadline);
          options.onFinding?.(finding);
          return finding;
        }),
      ),
    );
    for (const finding of done) findings.set(keyOf(finding), finding);
  }
  const order = checks.map(({ id }) => id);
  return [...findings.values()].sort((a, b) => order.indexOf(a.check) - order.indexOf(b.check));
}

function keyOf({ check, subject }: { readonly check: string; readonly subject: string }): string {
  return `${check}\n${subject}`;
}

async function look<P, C>(
  check: Check<P, C>,
  one: Case<C>,
  earlier: ReadonlyMap<string, Finding>,
  { cloud, signal, pause = 15 }: RunOptions<P, C>,
  deadline: number,
): Promise<Finding> {
  const began = Date.now();
  const finding = (outcome: Outcome, more: { unreachable?: boolean } = {}): Finding => ({
    ...{ check: check.id, subject: one.subject, ...outcome, milliseconds: Date.now() - began, ...more },
  });
  const missing = (one.needs ?? []).find((need) => earlier.get(keyOf(need))?.result !== "pass");
  if (missing) return finding({ result: "skipped", reason: `needs ${missing.check} of ${missing.subject}` });
  try {
    let outcome = await attempt(one, cloud);
    while (outcome.result === "fail" && check.eventual && Date.now() + pause * 1_000 < deadline) {
      await delay(pause * 1_000, undefined, signal ? { signal } : {});
      outcome = await attempt(one, cloud);
    }
    return finding(outcome);
  } catch (error) {
    return finding({ result: "skipped", reason: reasonOf(error) }, { unreachable: true });
  }
}

/** A look is tried three times before the cloud counts as out of reach; each try has its deadline. */
function attempt<C>(one: Case<C>, cloud: C): Promise<Outcome> {
  const again = retry(
    handleWhen((error) => error instanceof Unreachable && error.passing),
    { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 500, maxDelay: 5_000 }) },
  );
  return wrap(again, timeout(patience, TimeoutStrategy.Aggressive)).execute(() => one.run(cloud));
}

function reasonOf(error: unknown): string {
  if (error instanceof TaskCancelledError) return `no end within ${patience / 1_000} s`;
  return messageOf(error).split("\n")[0] ?? "";
}
