import * as os from "node:os";
import * as path from "node:path";
import * as readline from "node:readline/promises";
import type { Console } from "../console";
import { exitCode, Failure, type ExitCode } from "../failure";
import { deliver } from "../output-file";
import { prepareEngine } from "../prepare-engine";
import { FleetWorker, type Ending } from "./fleet-worker";
import { isFinished, statusOfCode, type FleetReport, type FleetVerb, type StackOutcome } from "./model";
import { FleetRecord } from "./record";
import { fleetMarkdown, sayFleet } from "./render";
import { runSchedule } from "./schedule";
import { readFleet, selectStacks, type FleetStack, type Selection } from "./select";
import { openFleetView, outcomeLine } from "./view";

export interface FleetOptions {
  readonly verb: FleetVerb;
  readonly selection: Selection;
  readonly local: boolean;
  /** @default as many as there are processors, at most 8 */
  readonly parallel?: number | undefined;
  /** Minutes for one stack. @default by verb */
  readonly timeout?: number | undefined;
  /** Goes on with the last run of this verb. */
  readonly resume: boolean;
  /** Does not ask. */
  readonly yes: boolean;
  readonly json: boolean;
  readonly output?: readonly string[] | undefined;
  readonly out: Console;
}

/** Minutes after which a stack hangs rather than works. An API Management service alone takes up to 45 to come up. */
const defaultTimeout: Readonly<Record<FleetVerb, number>> = { preview: 15, up: 180, review: 5, drift: 30 };

/** Seconds that a stack has to end in order at its time limit: an engine writes what the cloud still answers. */
const graceSeconds: Readonly<Record<FleetVerb, number>> = { preview: 5, up: 60, review: 0, drift: 5 };

/** `cornerstone fleet preview|up|review|drift`. */
export async function fleet(options: FleetOptions): Promise<ExitCode> {
  const { verb, out, local, output = [], json } = options;
  for (const file of output) requireFormat(file);
  const { record, stacks, done } = openRun(options);
  const todo = stacks.filter(({ name }) => !done.some(({ stack }) => stack === name));
  if (verb === "up" && !(await confirmed(options, todo))) return exitCode.ok;
  const env = verb === "review" ? process.env : await engineEnvironment(out);
  const parallel = Math.min(options.parallel ?? defaultParallel(), Math.max(todo.length, 1));
  const began = Date.now();
  const outcomes = await runStacks(options, { record, stacks, todo, done, parallel, env });
  const report: FleetReport = {
    version: 1,
    verb,
    local,
    parallel,
    seconds: (Date.now() - began) / 1_000,
    stacks: outcomes,
  };
  sayFleet(report, path.relative(process.cwd(), record.folder), out);
  for (const file of output)
    deliver(file.endsWith(".json") ? JSON.stringify(report, null, 2) : fleetMarkdown(report), file, out);
  if (json) out.data(JSON.stringify(report, null, 2));
  return codeOf(outcomes);
}

interface Run {
  readonly record: FleetRecord;
  readonly stacks: readonly FleetStack[];
  readonly todo: readonly FleetStack[];
  readonly done: readonly StackOutcome[];
  readonly parallel: number;
  readonly env: NodeJS.ProcessEnv;
}

async function runStacks(options: FleetOptions, run: Run): Promise<readonly StackOutcome[]> {
  const { verb, local, out } = options;
  const { record, stacks, todo, done, parallel, env } = run;
  const names = stacks.map(({ name }) => name);
  for (const outcome of done) out.say(outcomeLine(outcome, 24, out));
  const outcomes = new Map(done.map((outcome) => [outcome.stack, outcome]));
  const limit = (options.timeout ?? defaultTimeout[verb]) * 60_000;
  const view = openFleetView(out, verb, names, done.length);
  const interrupt = onInterrupt(out);
  const started = new Map<string, number>();
  try {
    await runSchedule({
      // Only a deployment reads what another stack has deployed.
      stacks: todo.map((stack) => (verb === "up" ? stack : { ...stack, needs: [] })),
      ...{ verb, local, parallel, limit, folder: record.folder, signal: interrupt.signal },
      startWorker: () => new FleetWorker({ env, grace: graceSeconds[verb] * 1_000 }),
      onStart: (stack) => {
        started.set(stack, Date.now());
        view.start(stack);
      },
      onProgress: (stack, text) => {
        view.progress(stack, text);
      },
      onEnd: (stack, ending) => {
        const since = started.get(stack);
        const seconds = since === undefined ? 0 : (Date.now() - since) / 1_000;
        const outcome = { stack, seconds, ...outcomeOf(ending, limit) };
        outcomes.set(stack, outcome);
        record.add(outcome);
        view.end(outcome);
        return isFinished(verb, outcome.status);
      },
    });
  } finally {
    view.close();
    interrupt.release();
  }
  return names.map((stack) => outcomes.get(stack) ?? { ...notBegun, stack });
}

const notBegun = { status: "waiting", headline: "not begun", findings: [], seconds: 0 } as const;

function outcomeOf(
  ending: Ending | "stopped" | { readonly waitsFor: string },
  limit: number,
): Pick<StackOutcome, "status" | "headline" | "findings"> {
  if (ending === "stopped") return { status: "stopped", headline: "stopped by you", findings: [] };
  if ("waitsFor" in ending)
    return { status: "waiting", headline: `needs ${ending.waitsFor}, which did not stand up`, findings: [] };
  if (ending.kind === "timeout")
    return { status: "timeout", headline: `not done after ${limit / 60_000} min (--timeout)`, findings: [] };
  if (ending.kind === "died") return { status: "failed", headline: ending.reason, findings: [] };
  const { code, headline, findings } = ending.result;
  return { status: statusOfCode[code], headline, findings };
}

function openRun({ verb, local, selection, resume }: FleetOptions): Pick<Run, "record" | "stacks" | "done"> {
  const fleetStacks = readFleet();
  if (!resume) {
    const stacks = selectStacks(selection, fleetStacks);
    const names = stacks.map(({ name }) => name);
    return { record: FleetRecord.begin({ verb, local, stacks: names }), stacks, done: [] };
  }
  if (selection.stacks.length + selection.tags.length > 0)
    throw new Failure(
      "--resume goes on with the stacks of the run before",
      exitCode.usage,
      "Leave out --stacks and --tag.",
    );
  const record = FleetRecord.last(verb, local);
  const stacks = fleetStacks.filter(({ name }) => record.stacks.includes(name));
  const done = stacks.flatMap(({ name }): StackOutcome[] => {
    const outcome = record.outcomeOf(name);
    return outcome && isFinished(verb, outcome.status) ? [{ ...outcome, earlier: true }] : [];
  });
  return { record, stacks, done };
}

/** A fleet is deployed by somebody who has seen which stacks it is. The local cloud is nobody's loss. */
async function confirmed({ local, yes, out }: FleetOptions, todo: readonly FleetStack[]): Promise<boolean> {
  if (local || yes || todo.length === 0) return true;
  const guarded = todo.filter(({ tags }) => tags["protected"] === "true").map(({ name }) => name);
  out.say(`To be deployed: ${todo.map(({ name }) => name).join(", ")}`);
  if (guarded.length > 0) out.say(`Protected among them: ${guarded.join(", ")}`);
  if (!process.stdin.isTTY)
    throw new Failure(
      `nobody can be asked whether these ${todo.length} may be deployed`,
      exitCode.usage,
      "Add --yes.",
    );
  const prompt = readline.createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`Type their number (${todo.length}) to go on: `);
  prompt.close();
  if (answer.trim() === String(todo.length)) return true;
  out.say("Nothing was deployed.");
  return false;
}

/** The engine is looked for once; every worker takes the one that was found. */
async function engineEnvironment(out: Console): Promise<NodeJS.ProcessEnv> {
  const { command } = await prepareEngine(out);
  return { ...process.env, CORNERSTONE_PULUMI: command };
}

/** A worker with its engine and policy packs takes up to a gigabyte. */
function defaultParallel(): number {
  const byMemory = Math.floor(os.totalmem() / 1e9);
  return Math.max(1, Math.min(os.availableParallelism(), byMemory, 8));
}

function codeOf(outcomes: readonly StackOutcome[]): ExitCode {
  const has = (...statuses: readonly string[]): boolean =>
    outcomes.some(({ status }) => statuses.includes(status));
  if (has("failed", "timeout", "stopped", "waiting")) return exitCode.failed;
  if (has("usage")) return exitCode.usage;
  return has("findings") ? exitCode.findings : exitCode.ok;
}

function requireFormat(file: string): void {
  if (/\.(json|md)$/.test(file)) return;
  throw new Failure(
    `the ending of ${file} names no form of this report`,
    exitCode.usage,
    "Endings are .md and .json.",
  );
}

/** The first Ctrl-C lets what is under way end in order; the second leaves it to itself. */
function onInterrupt(out: Console): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const interrupted = (): void => {
    if (controller.signal.aborted) process.exit(exitCode.failed);
    controller.abort();
    out.say(`${out.color.yellow("!")} ending what is under way, in order; again to leave at once`);
  };
  process.on("SIGINT", interrupted).on("SIGTERM", interrupted);
  return {
    signal: controller.signal,
    release: () => {
      process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    },
  };
}
