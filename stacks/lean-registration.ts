import * as pulumi from "@pulumi/pulumi";
import * as settings from "@pulumi/pulumi/runtime/settings";

export interface LeanOptions {
  /** Registers resources without the aliases of older provider versions, some 24 for each resource of azure-native. */
  readonly stripAliases: boolean;
}

/**
 * Runs a function that registers resources, without four costs of doing so in the thousands.
 *
 * Each resource of azure-native carries some 24 aliases of older type tokens, the SDK captures a stack trace for each of its
 * promises and maps the whole stack of each resource to its sources, of which the first line is read, and it tells the engine three debug messages a resource, the last one with everything that the cloud answered.
 * Without them, a preview of 1,000 accounts takes less than a third of the time, and no secret goes into the engine's log of
 * events. Debug messages stay where aliases do: in a plain `pulumi up`, where somebody may ask for them with `--debug`.
 * Registration goes on after the function has returned, so that both stay off until the engine has answered everything.
 */
export function registerLean<T>({ stripAliases }: LeanOptions, register: () => T): T {
  const restore = silence(stripAliases);
  try {
    if (stripAliases)
      pulumi.runtime.registerStackTransformation(({ props, opts }) => ({
        props,
        opts: { ...opts, aliases: [] },
      }));
    const result = register();
    void waitForRPCs().then(restore, restore);
    return result;
  } catch (error) {
    restore();
    throw error;
  }
}

/** Resolves when the engine has answered everything that the current program asked. The SDK exports it without typing it. */
const { waitForRPCs } = settings as unknown as { readonly waitForRPCs: () => Promise<void> };

/** Runs may overlap in one process: the first one silences the SDK, the last one restores it. */
let running = 0;
const before = { stackTraceLimit: Error.stackTraceLimit, debug: pulumi.log.debug };

interface Frame {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}
/** The SDK's own way to find out where a resource is made; private, and so absent from its types. */
const { Resource } = pulumi as unknown as { readonly Resource: { callsites?: () => readonly Frame[] } };
const allCallsites = Resource.callsites;

/** Two of the SDK's functions, three constructors, and the line that makes the resource. */
const framesToSource = 6;

/** What the SDK's own function answers (https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/resource.ts), of fewer frames. */
function nearestCallsites(): readonly Frame[] {
  const limit = Error.stackTraceLimit;
  try {
    Error.stackTraceLimit = framesToSource;
    return (new Error().stack ?? "")
      .split("\n")
      .slice(1)
      .map((frame) => {
        const { file, line, column } =
          /\((?<file>.*):(?<line>\d+):(?<column>\d+)\)$/.exec(frame)?.groups ?? {};
        return file === undefined || file.startsWith("node:")
          ? {}
          : { file, line: Number(line), column: Number(column) };
      });
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function silence(muteDebug: boolean): () => void {
  const log = pulumi.log as { debug: typeof pulumi.log.debug };
  if (running === 0) Object.assign(before, { stackTraceLimit: Error.stackTraceLimit, debug: log.debug });
  running += 1;
  Error.stackTraceLimit = 0;
  if (allCallsites) Resource.callsites = nearestCallsites;
  if (muteDebug) log.debug = () => Promise.resolve();
  return () => {
    running -= 1;
    if (running > 0) return;
    Error.stackTraceLimit = before.stackTraceLimit;
    log.debug = before.debug;
    if (allCallsites) Resource.callsites = allCallsites;
  };
}
