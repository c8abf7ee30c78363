import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import type { CreateResult, Resolver } from "./resolver";
import { Secret, Unknown } from "./types";
import type { PropertyValue, ResourceGraph } from "./types";
import { stackType } from "./urn";
import { unknownValue } from "./wire";
import type { WireMap } from "./wire";

/** Gives the graph of a stack by its name; undefined of one that nobody here knows. */
export type StackGraphs = (stack: string) => Promise<ResourceGraph | undefined>;

const referenceType = "pulumi:pulumi:StackReference";

/** A resolver that answers stack references with the outputs of graphs; those of a stack without one are unknown. */
export function withStackReferences(resolver: Resolver, graphOf: StackGraphs): Resolver {
  return {
    create: (request) => resolver.create(request),
    invoke: (request) => resolver.invoke(request),
    read: async (request) => {
      if (request.type === referenceType) return answer(request.id, graphOf);
      if (resolver.read) return resolver.read(request);
      throw new Error(`no cloud is attached that could look up ${request.id}`);
    },
    ...(resolver.close ? { close: async () => resolver.close?.() } : {}),
  };
}

/**
 * The sections of a stack by its file, as a run in this process finds what the engine finds in its backend; undefined where
 * there is no such file.
 */
export function sectionsOfFile(
  stack: string,
  project: string,
): Readonly<Record<string, unknown>> | undefined {
  const file = resolve(__dirname, "..", "stacks", `Pulumi.${stack}.yaml`);
  if (!/^[\w.-]+$/.test(stack) || !existsSync(file)) return undefined;
  const { config = {} } = parse(readFileSync(file, "utf8")) as { readonly config?: Record<string, unknown> };
  return Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith(`${project}:`)));
}

/** @param id `organization/project/stack` */
async function answer(id: string, graphOf: StackGraphs): Promise<CreateResult> {
  const graph = await graphOf(id.split("/").at(-1) ?? id);
  const outputs = graph && outputsOf(graph);
  return {
    id,
    inputs: { name: id },
    outputs: { name: id, outputs: outputs ?? unknownValue, secretOutputNames: [] },
  };
}

/** What a stack's program returned. */
function outputsOf({ resources }: ResourceGraph): WireMap {
  const root = resources.find(({ type }) => type === stackType);
  return Object.fromEntries(Object.entries(root?.outputs ?? {}).map(([key, value]) => [key, wire(value)]));
}

function wire(value: PropertyValue | undefined): unknown {
  if (value === undefined) return null;
  if (value instanceof Unknown) return unknownValue;
  if (value instanceof Secret) return wire(value.value);
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).map(wire);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wire(item)]));
  return value;
}
