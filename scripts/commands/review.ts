import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/review";
import { stackArgument, type StackArguments } from "../lib/stack-arguments";

interface ReviewArguments extends StackArguments {
  state?: string;
  pack?: string[];
  format?: string;
  json: boolean;
  output?: string[];
  all: boolean;
}

export const reviewCommand = command<ReviewArguments>({
  command: "review [stack]",
  summary: "Judge a platform by its policies: every rule, every resource",
  description:
    "Runs the program of a stack in this process (no engine, no login) and judges the resources that it would create, or " +
    "judges an exported state of any Pulumi program, by the policy packs that the stack file names. Changes nothing.",
  examples: [
    ["$0 review prod", "what fails, why, and how to fix it"],
    ["$0 review prod -o review.md -o review.sarif", "for a pull request and for code scanning"],
    ["pulumi stack export | $0 review --state - --pack baseline", "what is deployed, by any program"],
  ],
  exits:
    "0 no mandatory rule is broken; 1 findings; 2 usage or configuration; 3 a rule is broken or the program cannot run.",
  options: (yargs) =>
    stackArgument(yargs)
      .option("state", { type: "string", describe: "Exported state to read instead; - is standard input" })
      .option("pack", { type: "string", array: true, describe: "Judge by this pack; may be given again" })
      .option("format", {
        choices: ["terminal", "markdown", "json", "sarif", "sarif-github", "junit"] as const,
        describe: "What to print. Default: terminal, or nothing where files are written",
      })
      .option("json", { type: "boolean", default: false, describe: "The same as --format json" })
      .option("output", {
        type: "string",
        array: true,
        alias: "o",
        describe: "Write a file; its ending decides the format; may be given again",
      })
      .option("all", {
        type: "boolean",
        default: false,
        describe: "Also list what passes and does not apply",
      }) as never,
  run: (args, out) => {
    const { review } = lazily(__filename, "../lib/review") as typeof Handler;
    return review(args, out);
  },
});
