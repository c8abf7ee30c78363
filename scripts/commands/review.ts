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
  passed: boolean;
  exemptions?: string;
  ignoreExemptions: boolean;
  compare?: string;
}

export const reviewCommand = command<ReviewArguments>({
  command: "review [stack]",
  summary: "Judge a platform by its policies: every rule, every resource",
  description:
    "Runs the program of a stack in this process (no engine, no login) and judges the resources that it would create, or " +
    "judges an exported state of any Pulumi program, by the policy packs that the stack file names. Changes nothing.",
  examples: [
    ["$0 review prod", "what fails, why, and how to fix it"],
    ["$0 review prod -o review.html -o review.sarif", "for whoever signs it, and for code scanning"],
    ["$0 review prod --compare main", "only what this branch introduces and fixes"],
    ['$0 review --all -o "review-{stack}.html"', "every stack, a page for each"],
    ["pulumi stack export | $0 review --state - --pack baseline", "what is deployed, by any program"],
  ],
  exits:
    "0 no mandatory rule fails; 1 findings; 2 usage or configuration; 3 a rule is broken or the program cannot run.",
  options: (yargs) =>
    stackArgument(yargs)
      .option("state", { type: "string", describe: "Exported state to read instead; - is standard input" })
      .option("pack", { type: "string", array: true, describe: "Judge by this pack; may be given again" })
      .option("format", {
        choices: [
          ...[
            "terminal",
            "markdown",
            "html",
            "json",
            "sarif",
            "sarif-github",
            "junit",
            "oscal",
            "oscal-1.1.2",
          ],
        ],
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
        describe: "Review the program of every stack",
      })
      .option("passed", { type: "boolean", default: false, describe: "Also list what passes or is exempt" })
      .option("compare", {
        type: "string",
        describe: "Only what differs from this git reference, or saved JSON report",
      })
      .option("exemptions", {
        type: "string",
        describe: "File of exemptions. Default: stacks/exemptions/<stack>.yaml",
      })
      .option("ignore-exemptions", {
        type: "boolean",
        default: false,
        describe: "Judge as if nothing were exempted",
      }) as never,
  run: (args, out) => {
    const { review } = lazily(__filename, "../lib/review") as typeof Handler;
    return review(args, out);
  },
});
