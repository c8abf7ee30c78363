import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/pull-request/list-affected";

interface AffectedArguments {
  base?: string;
  all: boolean;
  why: boolean;
  json: boolean;
}

export const affectedCommand = command<AffectedArguments>({
  command: "affected",
  summary: "List the stacks that a change can reach",
  description:
    "Compares the working tree with a base: stack files, what the program imports, and what the lockfile resolves for it. " +
    "A stack that is not listed cannot have changed, so CI need not look at it. Needs no engine and no login.",
  examples: [
    ["$0 affected", "one name a line"],
    ["$0 affected --why", "with the file, the chain of imports or the package to blame"],
    ["$0 affected --json", "for the matrix of a workflow"],
  ],
  exits: "0 listed, also when there are none; 2 usage, or no base.",
  options: (yargs) =>
    yargs
      .option("base", {
        type: "string",
        describe: "Branch or commit to compare with. Default: the CI's target branch, else main",
      })
      .option("all", { type: "boolean", default: false, describe: "List every stack, reached or not" })
      .option("why", { type: "boolean", default: false, describe: "Also say what reaches each stack" })
      .option("json", { type: "boolean", default: false, describe: "Print a JSON list of names" }) as never,
  run: (args, out) => {
    const { listAffected } = lazily(__filename, "../lib/pull-request/list-affected") as typeof Handler;
    return listAffected(args, out);
  },
});
