import type { GraphIndex } from "../../../graph/queries";
import type { ResourceNode } from "../../../graph/types";

/** What is not a workload's: network, keys, logs, and capacity that no workload has a share of. */
export const platformShare = "platform";

/**
 * The workload that a resource is there for: the one that its own tag `workload` names, or that of the nearest component around
 * it (the stores of an agent project, and the private endpoints and keys inside them). Everything else is the platform's.
 */
export function workloadOf(node: ResourceNode, index: GraphIndex, workloads: ReadonlySet<string>): string {
  for (const { inputs } of [node, ...index.ancestors(node.urn)]) {
    const tags = inputs["tags"];
    const name = isMap(tags) ? tags["workload"] : undefined;
    if (typeof name === "string" && workloads.has(name)) return name;
  }
  return platformShare;
}

/** The component right under the platform that a resource belongs to. */
export function componentOf(node: ResourceNode, index: GraphIndex): string {
  const chain = [node, ...index.ancestors(node.urn)];
  const root = chain.findIndex(({ type }) => type === "cornerstone:index:Platform");
  const component = chain[root - 1] ?? node;
  return `${component.type.split(":").at(-1) ?? component.type} ${component.name}`;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
