import type { Console } from "./console";
import type { StackFile } from "./stack-file";

/** What every verb that runs the engine is told. */
export interface RunCommand {
  readonly file: StackFile;
  readonly local: boolean;
  readonly json: boolean;
  readonly out: Console;
  /** A scenario of the local cloud: its name or file. */
  readonly scenario?: string | undefined;
}
