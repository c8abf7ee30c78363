import { program as platform } from "../stacks/program";
import { cloudResolver } from "./cloud-resolver";
import { inStableOrder } from "./order";
import type { Resolver } from "./resolver";
import { runProgram } from "./run-program";
import type { Program } from "./run-program";
import type { ResourceGraph } from "./types";

export interface ProgramGraphOptions {
  readonly stack: string;
  /** Section of the stack file -> value (`network` is read as `cornerstone:network`); a key with `:` is taken as it is. */
  readonly config: Readonly<Record<string, unknown>>;
  /** @default this project's own program, stacks/program.ts */
  readonly program?: Program;
  /** @default "cornerstone" */
  readonly project?: string;
  /**
   * `resolved`: outputs are what the cloud would answer. `preview`: outputs are unknown, as before a first deployment.
   * @default "resolved"
   */
  readonly mode?: "resolved" | "preview";
  /** Answers for the cloud. @default the local cloud, new and empty, in memory */
  readonly resolver?: Resolver;
  /** Milliseconds after which a program that has not ended is given up. @default 60 000 */
  readonly timeout?: number;
  /** Absolute path that source positions are relative to. @default this project's folder */
  readonly root?: string;
}

/**
 * The graph of a Pulumi program, run in this process: no engine, no credentials, nothing written.
 *
 * @throws ProgramError naming every resource that the cloud refuses and everything that the program throws.
 */
export async function graphFromProgram(options: ProgramGraphOptions): Promise<ResourceGraph> {
  const { stack, project = "cornerstone", mode = "resolved", timeout = 60_000 } = options;
  const config = Object.fromEntries(
    Object.entries(options.config).map(([key, value]) => [
      key.includes(":") ? key : `${project}:${key}`,
      value,
    ]),
  );
  const resolver = options.resolver ?? cloudResolver(config);
  try {
    const nodes = await runProgram(options.program ?? platformProgram, {
      project,
      stack,
      config,
      resolver,
      timeout,
      preview: mode === "preview",
      ...(options.root !== undefined && { root: options.root }),
    });
    const basis = mode === "preview" ? "preview" : "program";
    return { project, stack, basis, resources: inStableOrder(nodes) };
  } finally {
    await resolver.close?.();
  }
}

/** A graph keeps no aliases, so the program need not build them; and its cloud is never busy, so nobody need wait for it. */
const platformProgram: Program = () => platform({ stripAliases: true, retry: { firstWaitSeconds: 0 } });
