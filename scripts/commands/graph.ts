import { command } from "../lib/command";
import type * as Handler from "../lib/graph";
import { lazily } from "../lib/lazy";
import { stackArgument, type StackArguments } from "../lib/stack-arguments";

interface GraphArguments extends StackArguments {
  state?: string;
  format?: "mermaid" | "json";
  json: boolean;
  view: string;
  maxNodes: number;
  output?: string;
}

export const graphCommand = command<GraphArguments>({
  command: "graph [stack]",
  summary: "Draw what stands, or would stand, and what needs what",
  description:
    "Builds the resource graph of a stack by running its program in this process (no engine, no login), or of any Pulumi " +
    "program from its exported state, and prints it as a Mermaid flowchart or as JSON. Changes nothing.",
  examples: [
    ["$0 graph dev --view network", "the network of dev as a Mermaid flowchart"],
    ["$0 graph prod -o prod.json", "the whole graph as JSON; the ending decides the format"],
    ["pulumi stack export | $0 graph --state - --view identity", "of what is deployed, by any program"],
  ],
  exits: "0 drawn; 2 usage or configuration; 3 the program cannot run.",
  options: (yargs) =>
    stackArgument(yargs)
      .option("state", { type: "string", describe: "Exported state to read instead; - is standard input" })
      .option("format", { choices: ["mermaid", "json"] as const, describe: "Default: mermaid, or by -o" })
      .option("json", { type: "boolean", default: false, describe: "The same as --format json" })
      .option("view", {
        choices: ["all", "network", "identity", "models"] as const,
        default: "all",
        describe: "What the picture shows",
      })
      .option("max-nodes", { type: "number", default: 40, describe: "The most boxes of a picture" })
      .option("output", { type: "string", alias: "o", describe: "Write to this file" }) as never,
  run: (args, out) => {
    const { graph } = lazily(__filename, "../lib/graph") as typeof Handler;
    return graph(args, out);
  },
});
