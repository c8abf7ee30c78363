import type { Argv } from "yargs";

/** The arguments of every verb that works on one stack. */
export interface StackArguments {
  stack: string;
}

export interface RunArguments extends StackArguments {
  local: boolean;
  json: boolean;
}

/** The positional `[stack]`, completed from the files that are there. */
export function stackArgument<T>(yargs: Argv<T>): Argv<T & StackArguments> {
  return yargs.positional("stack", {
    type: "string",
    default: "dev",
    describe: "Environment: the part of stacks/Pulumi.<stack>.yaml between the dots",
  });
}

/** `[stack]`, `--local` and `--json`, for the verbs that run the engine. */
export function runArguments<T>(yargs: Argv<T>): Argv<T & RunArguments> {
  return stackArgument(yargs)
    .option("local", {
      type: "boolean",
      default: false,
      describe: "Use the local cloud: no account, no credentials, nothing outside .cornerstone/ changes",
    })
    .option("json", {
      type: "boolean",
      default: false,
      describe: "Print the result as JSON",
    });
}
