import { program as platform } from "../stacks/program";
import { cloudResolver } from "./cloud-resolver";
import { fullKeys, programGraph } from "./program-graph";
import type { ProgramGraphOptions } from "./program-graph";
import type { ResourceGraph } from "./types";

/**
 * The graph of a stack of this project (or of another `program`), run in this process in seconds: no engine, no credentials,
 * nothing written. Outputs are those of a local cloud, new and empty, so that IDs, endpoints and principals look as after a
 * deployment, and what the cloud would refuse is refused.
 *
 * @throws ProgramError naming every resource that the cloud refuses and everything that the program throws.
 */
export async function graphFromProgram(
  options: Pick<ProgramGraphOptions, "stack" | "config"> & Partial<ProgramGraphOptions>,
): Promise<ResourceGraph> {
  const { project = "cornerstone", config } = options;
  const resolver = options.resolver ?? cloudResolver(fullKeys(config, project));
  try {
    return await programGraph({ program: platformProgram, ...options, project, resolver });
  } finally {
    await resolver.close?.();
  }
}

/** A graph keeps no aliases, so the program need not build them; its cloud is never busy, so nobody need wait for it. */
function platformProgram(): Promise<Record<string, unknown>> {
  return platform({ stripAliases: true, retry: { firstWaitSeconds: 0 } });
}
