import { indexGraph } from "./queries";
import type { ResourceGraph, ResourceNode, Urn } from "./types";

/** How a report names the resources of a graph: without the part that every name begins with. */
export interface Names {
  resource(node: Pick<ResourceNode, "name">): string;
  /** The component that a resource stands in, without the platform around all: `OpenAIAccount primary`. */
  component(node: ResourceNode): string;
  /** `Account primary`, for prose. */
  full(node: ResourceNode): string;
}

const platformType = "cornerstone:index:Platform";

export function namesOf(graph: ResourceGraph): Names {
  const index = indexGraph(graph);
  const prefix = commonPrefix(
    graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")),
  );
  const resource = ({ name }: Pick<ResourceNode, "name">): string =>
    name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
  return {
    resource,
    component(node) {
      const around = index
        .ancestors(node.urn)
        .filter(({ type, custom }) => !custom && type.startsWith("cornerstone:"));
      const outermost = around.filter(({ type }) => type !== platformType).at(-1);
      return outermost ? `${kindOf(outermost)} ${resource(outermost)}` : "";
    },
    full: (node) => `${kindOf(node)} ${resource(node)}`,
  };
}

/** The last part of the type token. */
export function kindOf({ type }: { readonly type: string }): string {
  return type.split(":").at(-1) ?? type;
}

/** The nodes of a graph by URN. */
export function byUrn(graph: ResourceGraph): ReadonlyMap<Urn, ResourceNode> {
  return new Map(graph.resources.map((node) => [node.urn, node]));
}

/** What the names of all resources begin with, up to a dash; empty for fewer than two. */
function commonPrefix(nodes: readonly ResourceNode[]): string {
  const [first, ...others] = nodes.map(({ name }) => name);
  if (first === undefined || others.length === 0) return "";
  let length = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length--;
  return first.slice(0, first.slice(0, length).lastIndexOf("-") + 1);
}
