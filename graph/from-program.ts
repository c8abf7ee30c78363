import { program as platform } from "../stacks/program";
import { cloudResolver } from "./cloud-resolver";
import { fullKeys, programGraph } from "./program-graph";
import type { ProgramGraphOptions } from "./program-graph";
import { sectionsOfFile, withStackReferences } from "./stack-references";
import type { ResourceGraph } from "./types";

export type ProgramGraphRequest = Pick<ProgramGraphOptions, "stack" | "config"> &
  Partial<ProgramGraphOptions> & {
    /**
     * Sections of another stack, by its name: a stack that the program refers to is run from them as well, so that what it tells
     * is known; undefined leaves that unknown.
     * @default by its file
     */
    readonly beside?: (stack: string) => Readonly<Record<string, unknown>> | undefined;
  };

/**
 * The graph of a stack of this project (or of another `program`), run in this process in seconds: no engine, no credentials,
 * nothing written. Outputs are those of a local cloud, new and empty, so that IDs, endpoints and principals look as after a
 * deployment, and what the cloud would refuse is refused.
 *
 * @throws ProgramError naming every resource that the cloud refuses and everything that the program throws.
 */
export async function graphFromProgram(options: ProgramGraphRequest): Promise<ResourceGraph> {
  const { project = "cornerstone", exclusive = false } = options;
  const { beside = (stack: string) => sectionsOfFile(stack, project) } = options;
  const config = fullKeys(options.config, project);
  const graphs = new Map<string, Promise<ResourceGraph | undefined>>();
  const graphOf = (stack: string, alone: boolean): Promise<ResourceGraph | undefined> => {
    const known = graphs.get(stack);
    if (known) return known;
    const sections = stack === options.stack ? undefined : beside(stack);
    const graph = sections
      ? graphFromProgram({ stack, config: sections, project, beside, exclusive: alone })
      : Promise.resolve(undefined);
    graphs.set(stack, graph);
    return graph;
  };
  // A run that starts within another's is not the only one: what the program will refer to runs before it.
  const referred = exclusive ? secondaryOf(config[`${project}:secondary`]) : undefined;
  if (referred !== undefined) await graphOf(referred, true).catch(() => undefined); // Told when the program asks for it.

  const cloud = options.resolver ?? cloudResolver(config);
  const resolver = withStackReferences(cloud, (stack) => graphOf(stack, false));
  try {
    return await programGraph({ program: platformProgram, ...options, project, resolver });
  } finally {
    await resolver.close?.();
  }
}

/** The stack that a platform refers to, by its section `secondary`. */
function secondaryOf(section: unknown): string | undefined {
  const { stack } = (section ?? {}) as { readonly stack?: unknown };
  return typeof stack === "string" ? stack : undefined;
}

/** A graph keeps no aliases, so the program need not build them; its cloud is never busy, so nobody need wait for it. */
function platformProgram(): Promise<Record<string, unknown>> {
  return platform({ stripAliases: true, retry: { firstWaitSeconds: 0 } });
}
