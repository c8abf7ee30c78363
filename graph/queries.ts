import { inStableOrder, prerequisites } from "./order";
import { canonicalType } from "./types";
import type { ResourceGraph, ResourceNode, Urn } from "./types";

/**
 * Questions to a graph. Built once in time linear to the graph; each answer costs no more than what it visits. An edge
 * points from a resource to what it needs: its parent, its provider, its dependencies. URNs that the graph does not hold (a
 * state file may name them) are left out of every answer.
 */
export interface GraphIndex {
  get(urn: Urn): ResourceNode | undefined;
  /** Resources by canonical type token, whatever API version their own token names. */
  byType(type: string): readonly ResourceNode[];
  /** Resources without a parent. */
  roots(): readonly ResourceNode[];
  children(urn: Urn): readonly ResourceNode[];
  /** From the nearest parent to the root. */
  ancestors(urn: Urn): readonly ResourceNode[];
  /** Children, their children and so on. */
  descendants(urn: Urn): readonly ResourceNode[];
  /** What the resource needs, directly. */
  dependencies(urn: Urn): readonly ResourceNode[];
  /** Everything that would have to go if this resource went: what needs it, directly or through others. */
  dependents(urn: Urn): readonly ResourceNode[];
  /** The shortest chain of needs from one resource to another, both included; undefined when there is none. */
  path(from: Urn, to: Urn): readonly ResourceNode[] | undefined;
  /** Whatever a resource needs before it. */
  topologicalOrder(): readonly ResourceNode[];
  /** Groups of resources that need one another, which no engine could deploy. Empty for a sound graph. */
  cycles(): readonly (readonly ResourceNode[])[];
}

export function indexGraph(graph: ResourceGraph): GraphIndex {
  const nodes = new Map(graph.resources.map((node) => [node.urn, node]));
  const known = (urns: Iterable<Urn>) => [...new Set(urns)].flatMap((urn) => nodes.get(urn) ?? []);
  const children = groupBy(graph.resources, (node) => (node.parent === undefined ? [] : [node.parent]));
  const dependents = groupBy(graph.resources, (node) => new Set(prerequisites(node)));
  const types = groupBy(graph.resources, (node) => [canonicalType(node.type)]);
  const needs = (urn: Urn) => known(nodes.has(urn) ? prerequisites(nodes.get(urn) as ResourceNode) : []);

  return {
    get: (urn) => nodes.get(urn),
    byType: (type) => types.get(canonicalType(type)) ?? [],
    roots: () => graph.resources.filter(({ parent }) => parent === undefined || !nodes.has(parent)),
    children: (urn) => children.get(urn) ?? [],
    ancestors: (urn) => reach(urn, (at) => known([nodes.get(at)?.parent ?? ""])),
    descendants: (urn) => reach(urn, (at) => children.get(at) ?? []),
    dependencies: needs,
    dependents: (urn) => reach(urn, (at) => dependents.get(at) ?? []),
    path: (from, to) => shortestPath(nodes.get(from), to, needs),
    topologicalOrder: () => inStableOrder(graph.resources),
    cycles: () => cyclesOf(graph.resources, needs),
  };
}

function groupBy(
  nodes: readonly ResourceNode[],
  keys: (node: ResourceNode) => Iterable<string>,
): Map<string, ResourceNode[]> {
  const groups = new Map<string, ResourceNode[]>();
  for (const node of nodes) {
    for (const key of keys(node)) {
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, [node]);
      } else {
        group.push(node);
      }
    }
  }
  return groups;
}

/** Everything reached from `start`, itself left out, nearest first. */
function reach(start: Urn, next: (urn: Urn) => readonly ResourceNode[]): ResourceNode[] {
  const seen = new Set([start]);
  const reached: ResourceNode[] = [];
  let at: Urn | undefined = start;
  for (let index = 0; at !== undefined; at = reached[index++]?.urn) {
    for (const node of next(at)) {
      if (!seen.has(node.urn)) {
        seen.add(node.urn);
        reached.push(node);
      }
    }
  }
  return reached;
}

function shortestPath(
  from: ResourceNode | undefined,
  to: Urn,
  next: (urn: Urn) => readonly ResourceNode[],
): ResourceNode[] | undefined {
  if (from === undefined) {
    return undefined;
  }
  const cameFrom = new Map<Urn, ResourceNode | undefined>([[from.urn, undefined]]);
  const queue = [from];
  for (const node of queue) {
    if (node.urn === to) {
      const path: ResourceNode[] = [];
      for (let at: ResourceNode | undefined = node; at !== undefined; at = cameFrom.get(at.urn)) {
        path.push(at);
      }
      return path.reverse();
    }
    for (const neighbour of next(node.urn)) {
      if (!cameFrom.has(neighbour.urn)) {
        cameFrom.set(neighbour.urn, node);
        queue.push(neighbour);
      }
    }
  }
  return undefined;
}

/** Tarjan's strongly connected components of more than one resource, or of one that needs itself; without recursion. */
function cyclesOf(
  nodes: readonly ResourceNode[],
  next: (urn: Urn) => readonly ResourceNode[],
): ResourceNode[][] {
  const indexOf = new Map<Urn, number>();
  const lowest = new Map<Urn, number>();
  const open: ResourceNode[] = [];
  const isOpen = new Set<Urn>();
  const cycles: ResourceNode[][] = [];
  const lower = (urn: Urn, to: number) => lowest.set(urn, Math.min(lowest.get(urn) ?? to, to));

  const visit = (root: ResourceNode) => {
    const frames: { node: ResourceNode; edges: readonly ResourceNode[]; at: number }[] = [];
    const enter = (node: ResourceNode) => {
      indexOf.set(node.urn, indexOf.size);
      lower(node.urn, indexOf.size - 1);
      open.push(node);
      isOpen.add(node.urn);
      frames.push({ node, edges: next(node.urn), at: 0 });
    };
    enter(root);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { node, edges } = frame;
      const neighbour = edges[frame.at++];
      if (neighbour !== undefined) {
        if (!indexOf.has(neighbour.urn)) {
          enter(neighbour);
        } else if (isOpen.has(neighbour.urn)) {
          lower(node.urn, indexOf.get(neighbour.urn) ?? 0);
        }
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent !== undefined) {
        lower(parent.node.urn, lowest.get(node.urn) ?? 0);
      }
      if (lowest.get(node.urn) === indexOf.get(node.urn)) {
        const component = open.splice(open.lastIndexOf(node));
        for (const { urn } of component) {
          isOpen.delete(urn);
        }
        if (component.length > 1 || edges.some(({ urn }) => urn === node.urn)) {
          cycles.push(component);
        }
      }
    }
  };

  for (const node of nodes) {
    if (!indexOf.has(node.urn)) {
      visit(node);
    }
  }
  return cycles;
}
