import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type { RunArguments } from "../lib/stack-arguments";
import { runArguments } from "../lib/stack-arguments";
import { loadStackFile } from "../lib/stack-file";
import type * as Handler from "../lib/verify/verify";

interface VerifyArguments extends RunArguments {
  from: "network" | "internet";
  caller?: string;
  stranger?: string;
  wait?: number;
  exercise?: "failover"[];
  only?: string[];
  format?: "table" | "json" | "junit";
  output?: string;
}

export const verifyCommand = command<VerifyArguments>({
  command: "verify [stack]",
  summary: "Prove that a deployed platform works, and refuses what it must",
  description:
    "Holds the cloud to the state of the stack: names resolve privately, the internet and keys are refused, whoever may call " +
    "gets an answer from each deployment and nobody else does, content filters answer, logs and metrics arrive. On AWS: " +
    "endpoints, buckets, guardrails, roles and records are as declared, every workload gets an answer by its role, and nobody " +
    "gets around that. Changes nothing, but for an exercise.",
  examples: [
    ["$0 verify dev --local", "after `up dev --local`"],
    ["$0 verify prod --local --exercise failover", "also take each region down for a moment"],
    ["$0 verify prod --caller <client ID> --stranger <client ID>", "on Azure, from inside the network"],
    ["$0 verify prod --from internet -o verify.xml", "what can be seen from outside, as JUnit"],
  ],
  exits: "0 all that could be tried passed; 1 a check failed; 2 usage; 3 the cloud cannot be asked.",
  options: (yargs) =>
    runArguments(yargs)
      .option("from", {
        choices: ["network", "internet"] as const,
        default: "network",
        describe: "Where this machine stands; from the internet, what needs the network is skipped",
      })
      .option("caller", {
        type: "string",
        requiresArg: true,
        describe: "Client ID of an identity that may call the models, or `self`",
      })
      .option("stranger", {
        type: "string",
        requiresArg: true,
        describe: "Client ID of an identity that may not, or `self`",
      })
      .option("wait", {
        type: "number",
        requiresArg: true,
        describe: "Seconds in which roles, names and logs may still come about; 900 on Azure",
      })
      .option("exercise", {
        type: "array",
        choices: ["failover"] as const,
        describe: "Disturb the platform to see it recover; on the local cloud only",
      })
      .option("only", { type: "array", string: true, describe: "Only these checks, and what they rest on" })
      .option("format", {
        choices: ["table", "json", "junit"] as const,
        describe: "How to write the result; by the ending of --output (.json, .xml) where it is absent",
      })
      .option("output", {
        type: "string",
        alias: "o",
        requiresArg: true,
        describe: "Write the result to this file",
      }) as never,
  run: ({ stack, exercise = [], only = [], ...args }, out) => {
    const { verify } = lazily(__filename, "../lib/verify/verify") as typeof Handler;
    return verify({ ...args, exercise, only, file: loadStackFile(stack), out });
  },
});
