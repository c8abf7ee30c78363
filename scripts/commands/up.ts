import { command } from "../lib/command";
import { exitCode, Failure } from "../lib/failure";
import { lazily } from "../lib/lazy";
import { runArguments, type RunArguments } from "../lib/stack-arguments";
import { loadStackFile } from "../lib/stack-file";
import type * as Handler from "../lib/up";

interface UpArguments extends RunArguments {
  scenario: string | undefined;
}

export const upCommand = command<UpArguments>({
  command: "up [stack]",
  summary: "Stand up an environment, or bring it up to date",
  description:
    "Runs the Pulumi engine with the program of the stack. Run again, it changes only what differs; after a run that " +
    "was killed, it first settles what that one left open.\n\n" +
    "With --local the platform stands in the local cloud: state, store and engine home are in .cornerstone/, and no " +
    "tracked file changes. Without it, your Pulumi backend and Azure login are used as plain `pulumi up` would.",
  examples: [
    ["$0 up dev --local", "stand up dev in the local cloud"],
    ["$0 up prod", "stand up prod in Azure, with your Pulumi backend and login"],
    ["$0 preview prod", "see first what up would do"],
    ["$0 up dev --local --scenario throttled", "see how it goes on a bad day (docs/local-cloud.md)"],
  ],
  exits:
    "0 it stands; 1 a mandatory policy stopped it; 2 usage or configuration; 3 the engine or the cloud failed.",
  options: (yargs) =>
    runArguments(yargs).option("scenario", {
      type: "string",
      describe: "With --local: a bad day, by name or YAML file (throttled, slow, region-down, ...)",
    }),
  run: (args, out) => {
    if (args.scenario !== undefined && !args.local)
      throw new Failure("--scenario is for the local cloud", exitCode.usage, "Add --local.");
    const file = loadStackFile(args.stack);
    const { up } = lazily(__filename, "../lib/up") as typeof Handler;
    return up({ file, local: args.local, json: args.json, out, scenario: args.scenario });
  },
});
