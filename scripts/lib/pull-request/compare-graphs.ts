import { cloudPackages, openLocalCloud, type CloudPackage } from "../../../localcloud/cloud";
import type { ProviderCore, Values } from "../../../localcloud/provider/core";
import { Secret, Unknown } from "../../../graph/types";
import type { PropertyMap, PropertyValue, ResourceGraph, ResourceNode, Urn } from "../../../graph/types";
import type { ChangedProperty, ResourceChange } from "../../reports/pull-request/model";
import { dataHeldBy } from "./data-types";
import { byUrn, namesOf, type Names } from "../../../graph/names";
import { secretPaths, valueAt, valueTexts } from "./values";

export interface GraphComparison {
  readonly changes: readonly ResourceChange[];
  readonly unchanged: number;
}

/**
 * What the step from one graph to another does to each resource that a cloud knows. Whether a changed property replaces
 * its resource, the provider says that the engine would ask. Secrets are taken as equal: their values are nobody's to compare.
 */
export async function compareGraphs(
  before: ResourceGraph | undefined,
  after: ResourceGraph,
): Promise<GraphComparison> {
  const [old, young] = [before ? byUrn(before) : new Map<Urn, ResourceNode>(), byUrn(after)];
  const cloud = openLocalCloud();
  try {
    const judge = differ((pkg) => cloud.provider(pkg));
    const names = { before: before ? namesOf(before) : namesOf(after), after: namesOf(after) };
    const users = usersOf(after);
    const changes: ResourceChange[] = [];
    let unchanged = 0;
    for (const node of after.resources.filter(isManaged)) {
      const was = old.get(node.urn);
      const properties = was && isManaged(was) ? judge(was, node) : undefined;
      if (properties?.length === 0) {
        unchanged++;
        continue;
      }
      const op = !properties ? "create" : properties.some(({ replaces }) => replaces) ? "replace" : "update";
      changes.push(changeOf(op, node, names.after, properties ?? [], users.get(node.urn) ?? 0));
    }
    for (const node of before?.resources.filter(isManaged) ?? [])
      if (!young.has(node.urn)) changes.push(changeOf("delete", node, names.before, [], 0));
    const changed = new Set(changes.map(({ urn }) => urn));
    return {
      changes: changes.map((change) => ({
        ...change,
        needs: needsOf(young.get(change.urn) ?? old.get(change.urn)).filter((urn) => changed.has(urn)),
      })),
      unchanged,
    };
  } finally {
    await cloud.close();
  }
}

/** What a cloud knows and this stack manages. */
export function isManaged({ custom, external, type }: ResourceNode): boolean {
  return custom && external !== true && !type.startsWith("pulumi:");
}

function changeOf(
  op: ResourceChange["op"],
  node: ResourceNode,
  names: Names,
  properties: readonly ChangedProperty[],
  users: number,
): ResourceChange {
  const data = dataHeldBy(node.type);
  return {
    op,
    urn: node.urn,
    type: node.type,
    name: names.resource(node),
    component: names.component(node),
    protected: node.protect,
    ...(data !== undefined && { data }),
    properties: [...properties],
    needs: [],
    users,
  };
}

type Differ = (before: ResourceNode, after: ResourceNode) => readonly ChangedProperty[];

function differ(provider: (pkg: CloudPackage) => ProviderCore): Differ {
  return (before, after) => {
    const name = after.type.slice(0, after.type.indexOf(":"));
    const pkg = cloudPackages.find((known) => known === name);
    const [oldInputs, news] = [comparable(before.inputs) as Values, comparable(after.inputs) as Values];
    // Of other providers nobody here knows what replaces.
    const detailed =
      pkg !== undefined
        ? provider(pkg).diff({
            urn: after.urn,
            type: after.type,
            id: typeof after.id === "string" ? after.id : "",
            oldInputs,
            news,
          }).detailedDiff
        : plainDiff(oldInputs, news);
    const secrets = new Set([...secretPaths(before.inputs), ...secretPaths(after.inputs)]);
    const properties = Object.entries(detailed).map(([path, kind]) => {
      const [old, young] = valueTexts(
        valueAt(before.inputs, path),
        valueAt(after.inputs, path),
        path,
        secrets,
      );
      return { path, before: old, after: young, replaces: kind.endsWith("Replace") };
    });
    if (before.protect !== after.protect)
      properties.push({
        path: "(option) protect",
        before: String(before.protect),
        after: String(after.protect),
        replaces: false,
      });
    return properties;
  };
}

function plainDiff(before: Values, after: Values): Readonly<Record<string, string>> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names]
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, "update"]),
  );
}

/** Inputs without what differs from run to run, or must not be compared. */
function comparable(value: PropertyValue | undefined): unknown {
  if (value instanceof Secret) return "[secret]";
  if (value instanceof Unknown) return "[unknown]";
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).map(comparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as PropertyMap).map(([name, item]) => [name, comparable(item)]),
  );
}

function needsOf(node: ResourceNode | undefined): readonly Urn[] {
  return node ? [...new Set(Object.values(node.propertyDependencies).flat())].slice(0, 100) : [];
}

/** How many resources take a value from each. */
function usersOf(graph: ResourceGraph): ReadonlyMap<Urn, number> {
  const users = new Map<Urn, number>();
  for (const node of graph.resources.filter(isManaged))
    for (const urn of needsOf(node)) users.set(urn, (users.get(urn) ?? 0) + 1);
  return users;
}
