import type { PropertyMap, ResourceGraph, ResourceNode } from "../../../graph/types";
import { parseArmId } from "../../../localcloud/arm/id";
import { textAt, type Estate, type Existing } from "./existing";

/** A resource of the program and the one in the cloud that it is. */
export interface Match {
  readonly node: ResourceNode;
  readonly existing: Existing;
}

export interface Matching {
  readonly matches: readonly Match[];
  /** What stands and no resource of the program is. */
  readonly left: readonly Existing[];
  /** What the program would make anew. */
  readonly missing: readonly ResourceNode[];
}

/**
 * Finds for each resource of the program the one that stands. A state says it by its URNs. Resource Manager only has names, some
 * with a suffix that chance or the group's own name decided: these are compared without it, and what then fits more than one is
 * left alone.
 */
export function matchEstate(graph: ResourceGraph, estate: Estate): Matching {
  const nodes = graph.resources.filter(
    ({ custom, external, type }) => custom && !external && !type.startsWith("pulumi:"),
  );
  const byUrn = new Map(
    estate.resources.flatMap((each) => (each.urn === undefined ? [] : [[each.urn, each]])),
  );
  const found = new Map<ResourceNode, Existing>();
  for (const node of nodes) {
    const known = byUrn.get(node.urn);
    if (known) found.set(node, known);
  }
  const taken = new Set(found.values());
  const ours = keysOf(
    nodes.filter((node) => !found.has(node) && isOfArm(node)),
    keyOfNode(principalsOfGraph(nodes.filter(isOfArm))),
  );
  const theirs = keysOf(
    estate.resources.filter((each) => !taken.has(each) && each.id.startsWith("/")),
    keyOfExisting(principalsOfEstate(estate)),
  );
  for (const [key, [node, ...others]] of ours) {
    const [there, ...doubles] = theirs.get(key) ?? [];
    if (node && there && others.length + doubles.length === 0) found.set(node, there);
  }
  const matched = new Set(found.values());
  return {
    matches: nodes.flatMap((node) => {
      const there = found.get(node);
      return there ? [{ node, existing: there }] : [];
    }),
    left: estate.resources.filter((each) => !matched.has(each)),
    missing: nodes.filter((node) => !found.has(node)),
  };
}

/** Only Resource Manager's resources can be known by something else than their URN. */
function isOfArm({ type, id }: ResourceNode): boolean {
  return type.startsWith("azure-native:") && typeof id === "string";
}

function keysOf<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const keys = new Map<string, T[]>();
  for (const value of values) keys.set(keyOf(value), [...(keys.get(keyOf(value)) ?? []), value]);
  return keys;
}

const keyOfNode =
  (principals: ReadonlyMap<string, string>) =>
  (node: ResourceNode): string =>
    isAssignment(node.id as string)
      ? assignmentKey(node.id as string, { values: { ...node.outputs, ...node.inputs } }, principals)
      : stableId(node.id as string);

const keyOfExisting =
  (principals: ReadonlyMap<string, string>) =>
  (resource: Existing): string =>
    isAssignment(resource.id) ? assignmentKey(resource.id, resource, principals) : stableId(resource.id);

function isAssignment(id: string): boolean {
  return /\/providers\/Microsoft\.Authorization\/roleAssignments\/[^/]+$/i.test(id);
}

/** The name of an assignment is made of scope and principal, which differ with the group's name: what it says is compared. */
function assignmentKey(
  id: string,
  resource: Pick<Existing, "values">,
  principals: ReadonlyMap<string, string>,
): string {
  const principal = textAt(resource, "principalId") ?? "";
  const role = (textAt(resource, "roleDefinitionId") ?? "").toLowerCase().split("/").at(-1) ?? "";
  const scope = id.split(/\/providers\/Microsoft\.Authorization\//i)[0] ?? "";
  return [stableId(scope), role, principals.get(principal) ?? principal].join(" ");
}

/** Principal of an identity -> the identity, by a name that is the same on both sides. */
function principalsOfGraph(nodes: readonly ResourceNode[]): ReadonlyMap<string, string> {
  return new Map(nodes.flatMap(({ id, outputs }) => principalsIn(id as string, outputs)));
}

function principalsOfEstate({ resources }: Estate): ReadonlyMap<string, string> {
  return new Map(resources.flatMap(({ id, values }) => (id.startsWith("/") ? principalsIn(id, values) : [])));
}

/** Where a resource tells the principals that it is, or has. */
const principalPaths = [
  "principalId",
  "identity.principalId",
  "managedDiskIdentity.principalId",
  "storageAccountIdentity.principalId",
];

function principalsIn(id: string, values: PropertyMap): readonly (readonly [string, string])[] {
  if (isAssignment(id)) return [];
  return principalPaths.flatMap((path): [string, string][] => {
    const principal = textAt({ values }, path);
    return principal === undefined ? [] : [[principal, `${stableId(id)} ${path}`]];
  });
}

/**
 * An ID without subscription, group, and the endings of names that chance (`9ea84a64`, by the provider) or the group's name
 * (`-y41gn1`, by the platform) decided.
 */
export function stableId(id: string): string {
  const { type, names, scope } = parseArmId(id);
  const plain = names.map((name, index) =>
    name.toLowerCase().replace(index > 0 ? byChance : hyphenless.test(type) ? /[0-9a-z]{6}$/ : ending, ""),
  );
  if (type === "Microsoft.Resources/resourceGroups") return "group";
  return `${scope === undefined ? "" : `${stableId(scope)} `}${type.toLowerCase()} ${plain.join("/")}`;
}

const byChance = /[0-9a-f]{8}$/;
const ending = /([0-9a-f]{8}|-[0-9a-z]{6})$/;
/** Types whose names take no hyphen, so that nothing stands before the hash. */
const hyphenless = /^Microsoft\.(Storage\/storageAccounts|ContainerRegistry\/registries)\b/i;

/** A resource in the file that `pulumi import --file` takes. https://www.pulumi.com/docs/iac/guides/migration/import */
export interface ImportResource {
  readonly type: string;
  /** A name that is the only one of the file; `logicalName` is that of the program. */
  readonly name: string;
  readonly logicalName?: string;
  readonly id?: string;
  readonly parent?: string;
  readonly component?: true;
}

/** The import file for what was matched, with the components around it: parents come first. */
export function importFile(
  { resources }: ResourceGraph,
  matches: readonly Match[],
): { readonly resources: readonly ImportResource[] } {
  const nodes = new Map(resources.map((node) => [node.urn, node]));
  const ids = new Map(matches.map(({ node, existing }) => [node.urn, existing.id]));
  const wanted = new Set<string>();
  for (const { node } of matches)
    for (let at: ResourceNode | undefined = node; at && at.type !== "pulumi:pulumi:Stack";)
      at = (wanted.add(at.urn), at.parent === undefined ? undefined : nodes.get(at.parent));
  const chosen = resources.filter(({ urn }) => wanted.has(urn));
  const counts = new Map<string, number>();
  for (const { name } of chosen) counts.set(name, (counts.get(name) ?? 0) + 1);
  const keyOf = ({ name, type }: ResourceNode): string =>
    counts.get(name) === 1 ? name : `${name} ${type.split(":").at(-1) ?? ""}`;
  return {
    resources: chosen.map((node): ImportResource => {
      const id = ids.get(node.urn);
      const parent = node.parent === undefined ? undefined : nodes.get(node.parent);
      const key = keyOf(node);
      return {
        type: node.type,
        name: key,
        ...(key === node.name ? {} : { logicalName: node.name }),
        ...(id === undefined ? { component: true as const } : { id }),
        ...(parent && wanted.has(parent.urn) ? { parent: keyOf(parent) } : {}),
      };
    }),
  };
}
