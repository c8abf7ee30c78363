import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { openConsole, type Console } from "./console";
import type { ExitCode } from "./failure";

/** The options that every verb has. */
export interface GlobalArguments {
  verbose?: boolean;
  color?: boolean;
}

export interface Verb<Arguments> {
  /** As yargs writes it: `up [stack]`. */
  readonly command: string;
  /** One line, for the list of verbs. */
  readonly summary: string;
  /** What it does and what it changes, for its own help. */
  readonly description: string;
  /** Command and what it is for. */
  readonly examples: readonly (readonly [string, string])[];
  /** What each exit code means, where it says more than the general meaning. */
  readonly exits: string;
  readonly options: (yargs: Argv) => Argv<Arguments>;
  readonly run: (args: ArgumentsCamelCase<Arguments & GlobalArguments>, out: Console) => Promise<ExitCode>;
}

/** Makes a verb what yargs takes, with help of one form. The exit code of the run becomes that of the process. */
export function command<Arguments>(verb: Verb<Arguments>): CommandModule<object, Arguments> {
  return {
    command: verb.command,
    describe: verb.summary,
    builder: (yargs) =>
      verb.options(
        yargs
          .usage(`$0 ${verb.command}\n\n${verb.description}`)
          .example(verb.examples.map(([line, purpose]) => [line, purpose] as [string, string]))
          .epilogue(`Exit codes: ${verb.exits}`),
      ),
    handler: async (args) => {
      const globals = args as ArgumentsCamelCase<Arguments & GlobalArguments>;
      const out = openConsole({
        verbose: globals.verbose ?? false,
        ...(globals.color === false ? { color: false } : {}),
      });
      process.exitCode = await verb.run(globals, out);
    },
  };
}
