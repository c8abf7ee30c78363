import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/residency/index";

interface ResidencyArguments {
  stack?: string[];
  state?: string[];
  boundary?: string;
  format?: "text" | "json" | "mermaid" | "markdown";
  json: boolean;
  output?: string;
}

export const residencyCommand = command<ResidencyArguments>({
  command: "residency [stack..]",
  summary: "Prove that data stays inside the declared boundary, or show the path by which it leaves",
  description:
    "Follows every path that prompts, completions, log lines, vectors, threads, backups and training files can take: " +
    "gateways and failover, the processing geography of deployments, inference profiles of a second cloud, replication, " +
    "diagnostic sinks, the stores of agents, tools. Prints each step with its place, or the leaking path with its fix. What " +
    "is not known is said to be so. Runs the programs in this process; changes nothing.",
  examples: [
    ["$0 residency prod", "prod, and the stack of its second cloud"],
    ["$0 residency prod aws-prod --format markdown -o residency.md", "both as a page with a picture"],
    ["pulumi stack export | $0 residency --state - --boundary eu", "what is deployed, by any program"],
  ],
  exits: "0 nothing is known to leave; 1 data leaves; 2 usage or configuration; 3 a program cannot run.",
  options: (yargs) =>
    yargs
      .positional("stack", { type: "string", array: true, describe: "Stacks. Default: dev" })
      .option("state", {
        type: "string",
        array: true,
        describe: "Exported states to read instead or as well; - is standard input",
      })
      .option("boundary", {
        type: "string",
        describe: "Boundary to judge by. Default: as each stack declares",
      })
      .option("format", {
        choices: ["text", "json", "mermaid", "markdown"] as const,
        describe: "Default: text, or by -o",
      })
      .option("json", { type: "boolean", default: false, describe: "The same as --format json" })
      .option("output", { type: "string", alias: "o", describe: "Write to this file" }) as never,
  run: ({ stack, ...args }, out) => {
    const { residency } = lazily(__filename, "../lib/residency/index") as typeof Handler;
    return residency({ ...args, stacks: stack }, out);
  },
});
