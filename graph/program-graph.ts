import { inStableOrder } from "./order";
import type { Resolver } from "./resolver";
import { runProgram } from "./run-program";
import type { Program } from "./run-program";
import type { ResourceGraph } from "./types";

export interface ProgramGraphOptions {
  readonly project: string;
  readonly stack: string;
  /** Section of the stack file -> value: `network` is read as `<project>:network`; a key with `:` is taken as it is. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly program: Program;
  /** Answers for the cloud. */
  readonly resolver: Resolver;
  /**
   * `resolved`: outputs are what the resolver answers. `preview`: outputs are unknown, as before a first deployment.
   * @default "resolved"
   */
  readonly mode?: "resolved" | "preview";
  /** Milliseconds after which a program that has not ended is given up. @default 60 000 */
  readonly timeout?: number;
  /** Absolute path that source positions are relative to. @default this project's folder */
  readonly root?: string;
  /**
   * True where this process does nothing else meanwhile, which is faster. Runs that start meanwhile are kept apart all the same; a
   * rejection that nobody handles is taken for the program's.
   * @default false
   */
  readonly exclusive?: boolean;
}

/**
 * The graph of any Pulumi program, run in this process: no engine, no credentials, nothing written.
 *
 * @throws ProgramError naming every resource that the resolver refuses and everything that the program throws.
 */
export async function programGraph(options: ProgramGraphOptions): Promise<ResourceGraph> {
  const { project, stack, program, resolver, mode = "resolved", timeout = 60_000, root, exclusive } = options;
  const nodes = await runProgram(program, {
    project,
    stack,
    config: fullKeys(options.config, project),
    resolver,
    timeout,
    preview: mode === "preview",
    ...(root !== undefined && { root }),
    ...(exclusive !== undefined && { exclusive }),
  });
  const basis = mode === "preview" ? "preview" : "program";
  return { project, stack, basis, resources: inStableOrder(nodes) };
}

/** Configuration by full key (`cornerstone:network`). */
export function fullKeys(
  config: Readonly<Record<string, unknown>>,
  project: string,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value]),
  );
}
