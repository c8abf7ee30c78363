import { isPropertyMap } from "../../graph/types";
import type { PropertyValue, ResourceGraph, ResourceNode } from "../../graph/types";

/** A graph with the questions that invariants ask of it. */
export class GraphIndex {
  readonly resources: readonly ResourceNode[];
  private readonly byUrn: ReadonlyMap<string, ResourceNode>;
  private readonly reachable = new Map<string, ReadonlySet<string>>();

  constructor(graph: ResourceGraph) {
    this.resources = graph.resources;
    this.byUrn = new Map(graph.resources.map((node) => [node.urn, node]));
  }

  ofType(type: string): ResourceNode[] {
    return this.resources.filter((node) => node.type === type);
  }

  byId(id: string | undefined): ResourceNode | undefined {
    return id === undefined ? undefined : this.resources.find((node) => node.id === id);
  }

  /** Resources of a module that name their parent in an input. */
  childrenOf(parent: ResourceNode, module: string, parentProperty: string): ResourceNode[] {
    return this.resources.filter(
      (node) =>
        node.type.startsWith(`azure-native:${module}:`) &&
        node !== parent &&
        text(node, parentProperty) === text(parent, parentProperty),
    );
  }

  /** Whether `node` waits for `other`, directly or by way of others. */
  dependsOn(node: ResourceNode, other: ResourceNode): boolean {
    return this.dependenciesOf(node.urn).has(other.urn);
  }

  /** Pairs of which neither waits for the other: they would be written at once. */
  outsideChain(nodes: readonly ResourceNode[]): string[] {
    return nodes.flatMap((node, index) =>
      nodes
        .slice(index + 1)
        .filter((other) => !this.dependsOn(node, other) && !this.dependsOn(other, node))
        .map((other) => `${node.name} and ${other.name} are written at once`),
    );
  }

  /** Nodes that share a key, in groups. */
  groups(nodes: readonly ResourceNode[], key: (node: ResourceNode) => string | undefined): ResourceNode[][] {
    const groups = new Map<string | undefined, ResourceNode[]>();
    for (const node of nodes) groups.set(key(node), [...(groups.get(key(node)) ?? []), node]);
    return [...groups.values()];
  }

  ancestors(node: ResourceNode): ResourceNode[] {
    const parent = node.parent === undefined ? undefined : this.byUrn.get(node.parent);
    return parent ? [parent, ...this.ancestors(parent)] : [];
  }

  private dependenciesOf(urn: string): ReadonlySet<string> {
    const known = this.reachable.get(urn);
    if (known) return known;
    const found = new Set<string>();
    this.reachable.set(urn, found);
    for (const dependency of this.byUrn.get(urn)?.dependencies ?? []) {
      found.add(dependency);
      for (const further of this.dependenciesOf(dependency)) found.add(further);
    }
    return found;
  }
}

/** A scalar input of a resource by dotted path, as text; undefined when absent or not known. */
export function text(node: ResourceNode, path: string): string | undefined {
  let value: PropertyValue | undefined = node.inputs;
  for (const key of path.split(".")) {
    if (Array.isArray(value)) value = (value as readonly PropertyValue[])[Number(key)];
    else if (isPropertyMap(value)) value = value[key];
    else return undefined;
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
