import type { Argv, CommandModule } from "yargs";
import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/local";
import type * as Snapshots from "../lib/snapshot";
import { stackArgument, type StackArguments } from "../lib/stack-arguments";

const exits = "0 done; 2 usage; 3 the local cloud failed.";
const handlers = (): typeof Handler => lazily(__filename, "../lib/local") as typeof Handler;

const startCommand = command<StackArguments & { scenario: string | undefined }>({
  command: "start [stack]",
  summary: "Start the local cloud of a stack, to stay",
  description:
    "Starts the local cloud in the background: runs with --local use it instead of starting one for themselves. " +
    "`local stop` ends it. Its resources stay in .cornerstone/ either way.",
  examples: [["$0 local start dev", "and then `cornerstone up dev --local` as often as you like"]],
  exits,
  options: (yargs) =>
    stackArgument(yargs).option("scenario", {
      type: "string",
      describe: "A bad day, by name or YAML file (throttled, slow, region-down, ...)",
    }),
  run: ({ stack, scenario }, out) => handlers().start(stack, scenario, out),
});

const stopCommand = command<StackArguments>({
  command: "stop [stack]",
  summary: "Stop the local cloud of a stack",
  description: "Ends the process. What it holds stays, and is there again at the next start.",
  examples: [["$0 local stop dev", "end it"]],
  exits,
  options: stackArgument,
  run: ({ stack }, out) => handlers().stop(stack, out),
});

const statusCommand = command<{ json: boolean }>({
  command: "status",
  summary: "Show the local stacks, what they hold and whether their cloud runs",
  description: "Reads only.",
  examples: [["$0 local status --json", "as data"]],
  exits,
  options: (yargs) => yargs.option("json", { type: "boolean", default: false, describe: "Print JSON" }),
  run: ({ json }, out) => handlers().status(json, out),
});

const resetCommand = command<StackArguments & { yes: boolean }>({
  command: "reset [stack]",
  summary: "Forget everything of a local stack: its cloud and its state",
  description:
    "Stops the local cloud and removes .cornerstone/local/<stack>. Nothing outside of it changes. Faster than " +
    "`destroy --local`, and works on a stack that is broken.",
  examples: [["$0 local reset dev --yes", "begin anew"]],
  exits,
  options: (yargs) =>
    stackArgument(yargs).option("yes", { type: "boolean", default: false, alias: "y", describe: "Do it" }),
  run: ({ stack, yes }, out) => handlers().reset(stack, yes, out),
});

const purgeCommand = command<StackArguments>({
  command: "purge [stack]",
  summary: "Purge deleted accounts and vaults of a local stack, so that their names are free",
  description:
    "Does what `az cognitiveservices account purge` and `az keyvault purge` do in Azure. What is under purge protection " +
    "stays, as it would there.",
  examples: [["$0 local purge dev", "after `destroy dev --local --no-purge`"]],
  exits,
  options: stackArgument,
  run: ({ stack }, out) => handlers().purge(stack, out),
});

interface SnapshotArguments extends StackArguments {
  name: string;
}

const snapshots = (): typeof Snapshots => lazily(__filename, "../lib/snapshot") as typeof Snapshots;

function snapshotArguments<T>(yargs: Argv<T>): Argv<T & SnapshotArguments> {
  return stackArgument(yargs).positional("name", {
    type: "string",
    default: "latest",
    describe: "Name of the snapshot",
  });
}

const snapshotCommand = command<SnapshotArguments>({
  command: "snapshot [stack] [name]",
  summary: "Keep a local stack as it is: its cloud and its state",
  description: "Copies both to .cornerstone/snapshots/<stack>/<name>, over an older one of that name.",
  examples: [["$0 local snapshot dev before-upgrade", "and then try what you are not sure of"]],
  exits,
  options: snapshotArguments,
  run: ({ stack, name }, out) => snapshots().snapshot(stack, name, out),
});

const restoreCommand = command<SnapshotArguments>({
  command: "restore [stack] [name]",
  summary: "Bring a local stack back to a snapshot",
  description: "Puts the cloud and the state of the snapshot in place of those that are there.",
  examples: [["$0 local restore dev before-upgrade", "as if nothing had happened"]],
  exits,
  options: snapshotArguments,
  run: ({ stack, name }, out) => snapshots().restore(stack, name, out),
});

/** `cornerstone local <verb>`. */
export const localCommand: CommandModule = {
  command: "local <verb>",
  describe: "Manage the local cloud: start, stop, status, reset, purge, snapshot, restore",
  builder: (yargs) =>
    yargs
      .command([
        startCommand,
        stopCommand,
        statusCommand,
        resetCommand,
        purgeCommand,
        snapshotCommand,
        restoreCommand,
      ] as unknown as CommandModule[])
      .demandCommand(1, "name one of: start, stop, status, reset, purge, snapshot, restore")
      .recommendCommands()
      .strict(),
  handler: () => undefined,
};
