import * as fs from "node:fs";
import type * as FromProgram from "../../graph/from-program";
import type * as FromState from "../../graph/from-state";
import type { ResourceGraph } from "../../graph/types";
import { exitCode, Failure, messageOf } from "./failure";
import { lazily } from "./lazy";
import { loadStackFile, type StackFile } from "./stack-file";

/** What a graph is built from: the program of a stack, run in this process, or an exported state. */
export interface GraphSource {
  readonly stack: string;
  /** A file of `pulumi stack export`; `-` reads standard input. Of any Pulumi program. */
  readonly state?: string;
}

/**
 * Builds the graph. Needs neither an engine nor a login; a state file is taken as it is.
 *
 * @param file the stack's file, where it has been read already
 */
export async function loadGraph({ stack, state }: GraphSource, file?: StackFile): Promise<ResourceGraph> {
  return state === undefined ? graphOfProgram(stack, file ?? loadStackFile(stack)) : graphOfState(state);
}

async function graphOfProgram(stack: string, { sections }: StackFile): Promise<ResourceGraph> {
  const { graphFromProgram } = lazily(__filename, "../../graph/from-program") as typeof FromProgram;
  try {
    return await graphFromProgram({ stack, config: { ...sections }, exclusive: true });
  } catch (error) {
    throw asFailure(error, "ProgramError", `the program of ${stack} cannot run`);
  }
}

function graphOfState(file: string): ResourceGraph {
  let text: string;
  try {
    text = fs.readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new Failure(`cannot read the state: ${messageOf(error)}`, exitCode.usage);
  }
  const { graphFromState } = lazily(__filename, "../../graph/from-state") as typeof FromState;
  try {
    return graphFromState(JSON.parse(text) as unknown);
  } catch (error) {
    throw asFailure(error, "StateFileError", `${file} is no state that can be read`, exitCode.usage);
  }
}

/** Errors that say what to do become a user's message; anything else is a fault of this program, and stays one. */
function asFailure(error: unknown, name: string, what: string, code: 2 | 3 = exitCode.failed): unknown {
  const expected = error instanceof Error && (error.name === name || error instanceof SyntaxError);
  return expected ? new Failure(`${what}: ${error.message}`, code, undefined, { cause: error }) : error;
}
