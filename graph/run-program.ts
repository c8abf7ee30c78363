import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { GraphMonitor } from "./monitor";
import { runExclusively } from "./exclusive-run";
import { ProgramError } from "./program-error";
import type { ProgramProblem } from "./program-error";
import { getStore, waitForRPCs, withLocalStorage } from "./pulumi-runtime";
import type { RuntimeStore } from "./pulumi-runtime";
import { watchRejections } from "./rejections";
import type { Resolver } from "./resolver";
import type { ResourceNode } from "./types";

/** A Pulumi program: what it returns are the stack's outputs. */
export type Program = () =>
  Promise<Record<string, unknown> | undefined> | Record<string, unknown> | undefined;

export interface RunOptions {
  readonly project: string;
  readonly stack: string;
  /** Full key (`cornerstone:network`) -> value. What is not a string is given as JSON, as a stack file does. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly resolver: Resolver;
  /** True to leave outputs unknown, as `pulumi preview` of a new stack does. */
  readonly preview: boolean;
  /** Milliseconds after which a program that has not ended is given up. */
  readonly timeout: number;
  /** Absolute path of the project, for source positions. @default the folder above this one */
  readonly root?: string;
  /**
   * True where this process does nothing else meanwhile, which is faster. Runs that start meanwhile are kept apart all the same; a
   * rejection that nobody handles is taken for the program's.
   * @default false
   */
  readonly exclusive?: boolean;
}

/**
 * Runs a Pulumi program in this process, without the engine, and gives every resource that it registered in order of
 * registration.
 *
 * Each run has a store of its own (configuration, stack, monitor, pending calls), so runs may follow one another and
 * overlap. What the SDK keeps for the whole process they share: registered resource modules, transformed source, the order of
 * log messages, and whatever modules of the program keep themselves. A program that blocks the thread cannot be cut.
 *
 * @throws ProgramError with every reason, when the program throws, logs an error, never ends, or is refused by the resolver.
 */
export async function runProgram(program: Program, options: RunOptions): Promise<ResourceNode[]> {
  const { exclusive = false } = options;
  let result: RunResult | undefined;
  const work = async () => (result = await runInStore(program, options));
  await (exclusive ? runExclusively(work) : withLocalStorage(work));
  const { problems = [], resources = [], cause } = result ?? {};
  if (problems.length > 0) throw new ProgramError(problems, { cause });
  return [...resources];
}

interface RunResult {
  /** False when it was cut. */
  readonly ended: boolean;
  readonly problems: readonly ProgramProblem[];
  readonly resources: readonly ResourceNode[];
  /** The first thing that the program threw. */
  readonly cause: unknown;
}

async function runInStore(program: Program, options: RunOptions): Promise<RunResult> {
  const store = getStore();
  const monitor = new GraphMonitor({ ...options, root: options.root ?? resolve(__dirname, "..") });
  const thrown = new Set<unknown>();
  const logged: ProgramProblem[] = [];
  attach(store, monitor, options, logged);

  const release = watchRejections(store, (reason) => thrown.add(reason));
  const ended = await withinTime(options.timeout, run(program, thrown));
  monitor.close();
  // Not released after a cut: what the program still does must not end the process later.
  if (ended) release();
  const problems = [
    ...monitor.problems,
    ...(await Promise.all([...thrown].map(problemOf))),
    ...logged,
    ...(ended ? [] : [{ message: stuck(store, options.timeout) }]),
  ];
  const [cause] = thrown;
  return { ended, problems, resources: problems.length > 0 ? [] : monitor.resources(), cause };
}

function attach(
  store: RuntimeStore,
  monitor: GraphMonitor,
  options: RunOptions,
  logged: ProgramProblem[],
): void {
  const { settings } = store;
  settings.monitor = monitor;
  settings.engine = engineStub(logged);
  store.callbacks = monitor.callbackServer;
  Object.assign(settings.options, {
    project: options.project,
    stack: options.stack,
    organization: "organization",
    dryRun: options.preview,
    parallel: -1,
    monitorAddr: "in-process",
    engineAddr: "in-process",
  });
  pulumi.runtime.setAllConfig(
    Object.fromEntries(
      Object.entries(options.config).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
    [],
  );
}

/** What the SDK wants of the engine itself: somewhere to log. An error that a program logs fails it, as under the engine. */
function engineStub(logged: ProgramProblem[]): object {
  type Reply = (failure: null, response: object) => void;
  return {
    log(request: LogRequest, reply: Reply) {
      if (request.getSeverity() === LogSeverity.ERROR) {
        const urn = request.getUrn();
        logged.push({ ...(urn !== "" && { urn }), message: request.getMessage() });
      }
      reply(null, {});
    },
    setRootResource(_request: unknown, reply: Reply) {
      reply(null, {});
    },
    requirePulumiVersion(_request: unknown, reply: Reply) {
      reply(null, {});
    },
    close: () => undefined,
  };
}

async function run(program: Program, thrown: Set<unknown>): Promise<void> {
  try {
    await pulumi.runtime.runInPulumiStack(async () => program());
  } catch (reason) {
    thrown.add(reason);
  }
  await waitForRPCs();
  // Rejections are reported after the turn in which they happen.
  await new Promise((done) => setImmediate(done));
}

/** False when `work` has not ended after `timeout` ms. */
async function withinTime(timeout: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => {
      done(false);
    }, timeout);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function stuck(store: RuntimeStore, timeout: number): string {
  const waiting = [...store.pendingResourceRegistrations.values()].map(
    ({ type, name, phase, inputProperty }) =>
      `${type ?? "?"} "${name ?? "?"}" (${inputProperty === undefined ? phase : `input ${inputProperty}`})`,
  );
  const what =
    waiting.length === 0
      ? "it awaits something that never happens"
      : `these resources wait for values that never come: ${waiting.join(", ")}`;
  return `it has not ended after ${timeout / 1000} s: ${what}`;
}

/** What a program threw, as a user should read it. A `ResourceError` names its resource. */
async function problemOf(reason: unknown): Promise<ProgramProblem> {
  const message = reason instanceof Error ? reason.message : String(reason);
  if (pulumi.ResourceError.isInstance(reason) && reason.resource !== undefined) {
    const urn = await settledUrn(reason.resource);
    return { ...(urn !== undefined && { urn }), message };
  }
  return { message };
}

/** The URN of a resource if it ever got one. */
async function settledUrn(resource: pulumi.Resource): Promise<string | undefined> {
  const urn = (resource.urn as unknown as { promise(): Promise<string> }).promise();
  const never = new Promise<undefined>((done) =>
    setImmediate(() => {
      done(undefined);
    }),
  );
  return Promise.race([urn.catch(() => undefined), never]);
}
