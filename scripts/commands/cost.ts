import { command } from "../lib/command";
import type * as Handler from "../lib/cost/index";
import { lazily } from "../lib/lazy";
import { stackArgument, type StackArguments } from "../lib/stack-arguments";

interface CostArguments extends StackArguments {
  compare?: string;
  maxIncrease?: string;
  lines: boolean;
  json: boolean;
  format?: "terminal" | "markdown" | "json";
  output?: string;
  utilization?: number;
  outputShare?: number;
  shareBy?: "cost" | "budget" | "even";
}

export const costCommand = command<CostArguments>({
  command: "cost [stack]",
  summary: "Estimate what a stack costs a month, by workload, component and resource",
  description:
    "Runs the program of a stack in this process (no engine, no login), and prices each resource by the catalog's list " +
    "prices and the `usage` that workloads declare in the stack file. Where none is declared it assumes one and says so. A " +
    "price that is not known is listed and never counted as zero; where sources disagree the sum is a range. Changes nothing.",
  examples: [
    ["$0 cost prod", "who pays what, what is not known, what was assumed"],
    ["$0 cost prod --lines", "every line: quantity, unit price, amount"],
    ["$0 cost prod --compare main", "what the change since main costs"],
    ["$0 cost prod --compare main --max-increase 10%", "for CI: fail when it costs over 10 % more"],
    ["$0 cost prod --compare staging -o cost.md", "two stacks side by side, for a page"],
  ],
  exits:
    "0 done; 1 the change exceeds --max-increase; 2 usage or configuration; 3 the limit cannot be judged, or the program cannot run.",
  options: (yargs) =>
    stackArgument(yargs)
      .option("compare", {
        type: "string",
        describe: "Show only what differs from BASE: a git ref, a stack, or a stack file",
      })
      .option("max-increase", {
        type: "string",
        describe: "With --compare: the most that a change may add, as 500 (USD a month) or 10%",
      })
      .option("lines", { type: "boolean", default: false, describe: "Also list every line" })
      .option("utilization", {
        type: "number",
        describe: "Percent of its capacity that a workload without `usage` uses. Default: 10",
      })
      .option("output-share", {
        type: "number",
        describe: "Percent of those tokens that are output. Default: 20",
      })
      .option("share-by", {
        choices: ["cost", "budget", "even"] as const,
        describe:
          "By what the platform's cost is shared among workloads: their own cost, monthlyBudget, evenly. Default: cost",
      })
      .option("format", {
        choices: ["terminal", "markdown", "json"] as const,
        describe: "Default: terminal, or by the ending of -o",
      })
      .option("json", { type: "boolean", default: false, describe: "The same as --format json" })
      .option("output", { type: "string", alias: "o", describe: "Write to this file" }) as never,
  run: (args, out) => {
    const { cost } = lazily(__filename, "../lib/cost/index") as typeof Handler;
    return cost(args, out);
  },
});
