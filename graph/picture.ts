import type { ResourceGraph, ResourceNode, Urn } from "./types";
import { inView } from "./views";
import type { GraphView } from "./views";

export interface PictureOptions {
  /** @default "all" */
  readonly view?: GraphView;
  /** The most boxes that a picture has; alike resources are collapsed to stay below it. @default 40 */
  readonly maxNodes?: number;
}

/** One box of a picture: a resource, or several alike. */
export interface Box {
  readonly kind: "box";
  readonly id: string;
  readonly label: string;
  /** The component whose frame it stands in. */
  readonly frame: Urn | undefined;
  readonly members: readonly ResourceNode[];
}

/** A component, around what it stands up. */
export interface Frame {
  readonly kind: "frame";
  readonly id: string;
  readonly title: string;
  readonly inside: readonly (Box | Frame)[];
}

/** What a picture of a graph shows, whatever draws it. */
export interface Picture {
  readonly items: readonly (Box | Frame)[];
  /** From a box to one that it needs, by their IDs; without those that others already imply. */
  readonly arrows: readonly (readonly [from: string, to: string])[];
  /** What is not drawn, in words: `12 RoleAssignment, 3 Key`. */
  readonly left: {
    /** Because the view does not show it. */
    readonly hidden: string | undefined;
    /** Because there was no room. */
    readonly undrawn: string | undefined;
  };
}

/**
 * One view of a graph as boxes, frames and arrows: a frame for each component, an arrow from a resource to what its properties
 * come from, alike resources collapsed into one box.
 */
export function pictureOf(graph: ResourceGraph, options: PictureOptions = {}): Picture {
  const { view = "all", maxNodes = 40 } = options;
  const shown = graph.resources.filter((node) => inView(node, view));
  const shorten = prefixRemover(
    graph.resources.filter((node) => inView(node, "all")).map(({ name }) => name),
  );
  const byUrn = new Map(graph.resources.map((node) => [node.urn, node]));

  const groups = collapse(shown, maxNodes, byUrn);
  const boxes = groups.slice(0, maxNodes).map((members, index) => boxOf(members, index, shorten, byUrn));
  const undrawn = groups.slice(maxNodes).flat();
  const hidden = graph.resources.filter((node) => inView(node, "all") && !inView(node, view));
  return {
    items: frames(boxes, byUrn, shorten),
    arrows: arrows(boxes),
    left: { hidden: inWords(hidden), undrawn: inWords(undrawn) },
  };
}

/**
 * Groups of resources, one a box: each alone as long as they fit; then those of one type in one component together, the
 * largest groups first; then those of one type in components of one type.
 */
function collapse(
  nodes: readonly ResourceNode[],
  most: number,
  byUrn: ReadonlyMap<Urn, ResourceNode>,
): readonly (readonly ResourceNode[])[] {
  const keys = [
    (node: ResourceNode) => [node.type, node.parent].join("|"),
    (node: ResourceNode) => [node.type, byUrn.get(node.parent ?? "")?.type].join("|"),
    (node: ResourceNode) => node.type,
  ];
  let groups: (readonly ResourceNode[])[] = nodes.map((node) => [node]);
  for (const keyOf of keys) {
    const merged = new Map<string, (readonly ResourceNode[])[]>();
    for (const group of groups) {
      const key = group[0] === undefined ? "" : keyOf(group[0]);
      merged.set(key, [...(merged.get(key) ?? []), group]);
    }
    const largestFirst = [...merged.values()].sort((a, b) => b.length - a.length);
    for (const parts of largestFirst) {
      if (groups.length <= most || parts.length === 1) {
        break;
      }
      const first = groups.indexOf(parts[0] ?? []);
      const drop = new Set(parts);
      groups[first] = parts.flat();
      groups = groups.filter((group) => !drop.has(group));
    }
  }
  return groups;
}

function boxOf(
  members: readonly ResourceNode[],
  index: number,
  shorten: (name: string) => string,
  byUrn: ReadonlyMap<Urn, ResourceNode>,
): Box {
  const [first] = members;
  const kind = first?.type.split(":").at(-1) ?? "";
  const parents = new Set(members.map(({ parent }) => parent));
  const frame = parents.size === 1 ? first?.parent : commonFrame(parents, byUrn);
  const label =
    members.length === 1 ? `${kind}: ${shorten(first?.name ?? "")}` : `${members.length} x ${kind}`;
  return { kind: "box", id: `n_${index}`, label, frame, members };
}

/** The innermost component that all of `parents` stand in. */
function commonFrame(
  parents: ReadonlySet<Urn | undefined>,
  byUrn: ReadonlyMap<Urn, ResourceNode>,
): Urn | undefined {
  const [first = [], ...others] = [...parents].map((parent) => chain(parent, byUrn));
  return first.find((urn) => others.every((other) => other.includes(urn)));
}

/** A component and those around it, innermost first. */
function chain(urn: Urn | undefined, byUrn: ReadonlyMap<Urn, ResourceNode>): Urn[] {
  const urns: Urn[] = [];
  for (let at = byUrn.get(urn ?? ""); at !== undefined; at = byUrn.get(at.parent ?? "")) {
    urns.push(at.urn);
  }
  return urns;
}

/** The boxes, in nested frames of the components that hold any. A frame around everything would only take room. */
function frames(
  boxes: readonly Box[],
  byUrn: ReadonlyMap<Urn, ResourceNode>,
  shorten: (name: string) => string,
): (Box | Frame)[] {
  const chains = new Map(boxes.map((box) => [box.id, chain(box.frame, byUrn).reverse()]));
  const all = [...chains.values()];
  const isAroundAll = (urn: Urn) => all.every((urns) => urns.includes(urn));
  const ids = new Map<Urn, string>();

  const nest = (inside: readonly Box[], depth: number): (Box | Frame)[] => {
    const items: (Box | Frame)[] = [];
    const drawn = new Set<Urn>();
    for (const box of inside) {
      const urn = chains.get(box.id)?.[depth];
      if (urn === undefined) {
        items.push(box);
        continue;
      }
      if (drawn.has(urn)) {
        continue;
      }
      drawn.add(urn);
      const members = inside.filter((other) => chains.get(other.id)?.[depth] === urn);
      if (isAroundAll(urn)) {
        items.push(...nest(members, depth + 1));
        continue;
      }
      const id = ids.get(urn) ?? `g_${ids.size}`;
      ids.set(urn, id);
      const component = byUrn.get(urn);
      const title = `${component?.type.split(":").at(-1) ?? ""}: ${shorten(component?.name ?? "")}`;
      items.push({ kind: "frame", id, title, inside: nest(members, depth + 1) });
    }
    return items;
  };
  return nest(boxes, 0);
}

/** An arrow for each need between two boxes, without those that others already imply. */
function arrows(boxes: readonly Box[]): (readonly [string, string])[] {
  const boxOfUrn = new Map(boxes.flatMap((box) => box.members.map(({ urn }) => [urn, box.id] as const)));
  const needs = new Map(
    boxes.map(({ id, members }) => {
      const urns = members.flatMap((node) => {
        const properties = Object.values(node.propertyDependencies).flat();
        return properties.length > 0 ? properties : node.dependencies;
      });
      const ids = urns.flatMap((urn) => boxOfUrn.get(urn) ?? []);
      return [id, new Set(ids.filter((other) => other !== id))] as const;
    }),
  );
  return [...needs].flatMap(([id, direct]) =>
    [...direct]
      .filter((other) => ![...direct].some((via) => via !== other && reaches(via, other, needs, id)))
      .map((other) => [id, other] as const),
  );
}

/** Whether `to` is needed by `from`, directly or through others, without passing `avoid`. */
function reaches(
  from: string,
  to: string,
  needs: ReadonlyMap<string, ReadonlySet<string>>,
  avoid: string,
): boolean {
  const queue = [from];
  const seen = new Set([from, avoid]);
  for (const at of queue) {
    for (const next of needs.get(at) ?? []) {
      if (next === to) {
        return true;
      }
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return false;
}

/** Resources by type, the most frequent first. */
function inWords(nodes: readonly ResourceNode[]): string | undefined {
  if (nodes.length === 0) {
    return undefined;
  }
  const counts = new Map<string, number>();
  for (const { type } of nodes) {
    const kind = type.split(":").at(-1) ?? type;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`);
  const listed = kinds.length > 8 ? [...kinds.slice(0, 8), `${kinds.length - 8} more types`] : kinds;
  return listed.join(", ");
}

/** Takes off what all names begin with, up to a dash: a picture has little room. */
function prefixRemover(names: readonly string[]): (name: string) => string {
  const [first = "", ...others] = names;
  let length = others.length === 0 ? 0 : first.length;
  for (const name of others) {
    while (!name.startsWith(first.slice(0, length))) {
      length--;
    }
  }
  const prefix = first.slice(0, first.slice(0, length).lastIndexOf("-") + 1);
  return (name) =>
    name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}
