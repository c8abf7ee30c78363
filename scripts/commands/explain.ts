import { command } from "../lib/command";
import type * as Handler from "../lib/explain";
import { lazily } from "../lib/lazy";

interface ExplainArguments {
  rule?: string;
  all: boolean;
  json: boolean;
}

export const explainCommand = command<ExplainArguments>({
  command: "explain [rule]",
  summary: "Say what a rule demands, why, how to fix it, and which controls it serves",
  description:
    "Prints the page of a rule, which docs/reference/rules/ also holds, or with --all the table of every rule with the " +
    "controls of each framework and the public rules that it covers. Reads only.",
  examples: [
    ["$0 explain CS-0002", "one rule, by its ID or its name"],
    ["$0 explain --all --json", "every rule as data"],
  ],
  exits: "0 printed; 2 there is no such rule.",
  options: (yargs) =>
    yargs
      .positional("rule", { type: "string", describe: "ID (CS-0002) or name of a rule" })
      .option("all", { type: "boolean", default: false, describe: "Every rule, as a table" })
      .option("json", { type: "boolean", default: false, describe: "Print JSON" }) as never,
  run: (args, out) => {
    const { explain } = lazily(__filename, "../lib/explain") as typeof Handler;
    return explain(args, out);
  },
});
