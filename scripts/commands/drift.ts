import { command } from "../lib/command";
import type * as Handler from "../lib/drift/drift";
import { exitCode, Failure } from "../lib/failure";
import { lazily } from "../lib/lazy";
import type { RunArguments } from "../lib/stack-arguments";
import { stackArgument } from "../lib/stack-arguments";
import { loadStackFile, stackNames } from "../lib/stack-file";

interface DriftArguments extends RunArguments {
  all: boolean;
  output?: string;
}

export const driftCommand = command<DriftArguments>({
  command: "drift [stack]",
  summary: "Find what was changed outside of Pulumi, whom it affects and which rule it breaks",
  description:
    "Asks the cloud for every resource of the state (a refresh that is only previewed) and compares. Changes nothing, " +
    "neither in the cloud nor in the state.",
  examples: [
    ["$0 drift prod", "what somebody changed by hand"],
    ["$0 drift --all --json", "every stack, as data"],
    ["$0 drift prod -o drift.md", "as Markdown, for an issue"],
  ],
  exits: "0 no drift; 1 drift; 2 usage or configuration; 3 a stack cannot be asked.",
  options: (yargs) =>
    stackArgument(yargs)
      .option("all", { type: "boolean", default: false, describe: "Every stack that has a file" })
      .option("local", { type: "boolean", default: false, describe: "Look at the stack in the local cloud" })
      .option("json", { type: "boolean", default: false, describe: "Print the result as JSON" })
      .option("output", {
        type: "string",
        alias: "o",
        describe: "Write to this file, as Markdown, or as JSON where it ends in .json",
      }) as never,
  run: ({ stack, all, local, json, output }, out) => {
    if (all && process.argv.includes(stack))
      throw new Failure("--all takes every stack, and one is named", exitCode.usage, "Give one of the two.");
    const files = (all ? stackNames() : [stack]).map((name) => loadStackFile(name));
    const { drift } = lazily(__filename, "../lib/drift/drift") as typeof Handler;
    return drift({ files, local, json, output, out });
  },
});
