import type * as Handler from "../lib/access/index";
import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import { stackArgument, type StackArguments } from "../lib/stack-arguments";

interface AccessArguments extends StackArguments {
  question?: "who-can" | "what-can";
  subject?: string;
  resource?: string;
  state?: string;
  compare?: string;
  failOnGain: boolean;
  csv: boolean;
  json: boolean;
  output?: string;
}

export const accessCommand = command<AccessArguments>({
  command: "access [stack] [question] [subject] [resource]",
  summary: "Say who may call, change, read keys or prompts of, delete or share what",
  description:
    "Runs the program of a stack in this process (no engine, no login), or reads an exported state, and expands every role to " +
    "its actions: with what is inherited, the keys that void roles, and the network before both. Roles whose actions are not " +
    "known count as unknown, never as harmless. Changes nothing.",
  examples: [
    ["$0 access prod", "how many may do what, and where keys or the internet void it"],
    ["$0 access prod who-can call chat", "the callers of a deployment, and the role that lets each"],
    ["$0 access prod who-can Microsoft.Storage/storageAccounts/listKeys/action", "any operation"],
    ["$0 access prod what-can customer-service", "what a workload, an identity or a group may do"],
    ["$0 access prod --csv -o review.csv", "an access review: one line an answer, with room for a decision"],
    ["$0 access prod --compare main --fail-on-gain", "for CI: fail when anybody gains access"],
  ],
  exits:
    "0 printed; 1 somebody gains access and --fail-on-gain is set; 2 usage or configuration; 3 the program cannot run.",
  options: (yargs) =>
    stackArgument(yargs)
      .positional("question", { choices: ["who-can", "what-can"] as const, describe: "What to answer" })
      .positional("subject", {
        type: "string",
        describe:
          "who-can: call, change, read-keys, read-prompts, delete, grant-access or an operation; what-can: who",
      })
      .positional("resource", { type: "string", describe: "who-can: only of this resource or deployment" })
      .option("state", { type: "string", describe: "Exported state to read instead; - is standard input" })
      .option("compare", {
        type: "string",
        describe: "Show only what BASE has not: a git ref, a stack, or a stack file",
      })
      .option("fail-on-gain", {
        type: "boolean",
        default: false,
        describe: "With --compare: exit with 1 when anybody gains access",
      })
      .option("csv", { type: "boolean", default: false, describe: "Print CSV, for an access review" })
      .option("json", { type: "boolean", default: false, describe: "Print JSON" })
      .option("output", { type: "string", alias: "o", describe: "Write to this file" }) as never,
  run: (args, out) => {
    const { access } = lazily(__filename, "../lib/access/index") as typeof Handler;
    return access(args, out);
  },
});
