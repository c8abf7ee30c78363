import {
  canonicalType,
  type PropertyMap,
  type PropertyValue,
  type ResourceGraph,
} from "../../../graph/types";
import { findRegion } from "../../../catalog/regions";
import { parseArmId } from "../../../localcloud/arm/id";

/** A resource that stands in Azure, whether a state told of it or Azure Resource Manager. */
export interface Existing {
  /** ARM ID, as written. */
  readonly id: string;
  /** `Microsoft.CognitiveServices/accounts/deployments`, in lower case. */
  readonly type: string;
  /** The last name in the ID. */
  readonly name: string;
  readonly location?: string;
  readonly tags: Readonly<Record<string, string>>;
  /**
   * What it is made of. Resource Manager nests nearly all of it in `properties`, Pulumi's SDK only some: here it is laid flat, so
   * that one reader does for both.
   */
  readonly values: PropertyMap;
  /** The URN under which a state holds it. */
  readonly urn?: string;
}

/** What stands, and what is known beside it. */
export interface Estate {
  /** ARM ID of the resource group. */
  readonly group: string;
  readonly resources: readonly Existing[];
  /** The inputs of the platform component, where a state of this project tells them. */
  readonly declaration?: PropertyMap;
  /** The sections that it was made from, where a state of this project tells them. */
  readonly configuration?: PropertyMap;
  /** What the program exported, where a state tells it. */
  readonly outputs?: PropertyMap;
  /** What could not be read, in words. */
  readonly unread: readonly string[];
}

/** Makes a resource of what Resource Manager, or a state, says of it. */
export function existing(id: string, body: PropertyMap, urn?: string): Existing {
  const { type, name } = parseArmId(id);
  const inner = body["properties"];
  const values = { ...body, ...(isMap(inner) ? inner : {}) };
  return {
    id,
    type: type.toLowerCase(),
    name,
    ...(typeof body["location"] === "string" && { location: body["location"] }),
    tags: textsOf(body["tags"]),
    values,
    ...(urn !== undefined && { urn }),
  };
}

/**
 * What a state of any Pulumi program holds. Where it is one of this project and tells what it was made from, that is all; of any
 * other, resources of other clouds and providers are left out and told.
 */
export function estateOfState(graph: ResourceGraph): Estate {
  const resources: Existing[] = [];
  const unread: string[] = [];
  const platform = graph.resources.find(({ type }) => type === "cornerstone:index:Platform");
  const configuration = platform?.outputs["configuration"];
  for (const { type, id, urn, name, inputs, outputs, custom, external } of graph.resources) {
    if (!custom || external || type.startsWith("pulumi:")) continue;
    if (typeof id === "string" && type.startsWith("azure-native:") && id.startsWith("/subscriptions/"))
      // Outputs know what the service chose; inputs say what was asked for, and win.
      resources.push(existing(id, { ...outputs, ...inputs, properties: merged(outputs, inputs) }, urn));
    else if (typeof id === "string" && isMap(configuration))
      resources.push({ id, type: canonicalType(type), name, tags: {}, values: {}, urn });
    else unread.push(`${canonicalType(type)} ${name}: not a resource of azure-native with an ARM ID`);
  }
  const stack = graph.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  const group = resources.find(({ type }) => type === "microsoft.resources/resourcegroups");
  return {
    group: group?.id ?? commonGroup(resources),
    resources,
    ...(platform && { declaration: platform.inputs }),
    ...(isMap(configuration) && { configuration }),
    ...(stack && { outputs: stack.outputs }),
    unread,
  };
}

/** All resources of a type: `microsoft.network/virtualnetworks`. */
export function ofType({ resources }: Pick<Estate, "resources">, type: string): readonly Existing[] {
  return resources.filter((resource) => resource.type === type.toLowerCase());
}

/** The value at a path, `sku.name`; undefined where there is none, or none that can be read. */
export function valueAt({ values }: Pick<Existing, "values">, path: string): PropertyValue | undefined {
  let value: PropertyValue | undefined = values;
  for (const step of path.split(".")) value = isMap(value) ? value[step] : undefined;
  return value;
}

export function textAt(resource: Pick<Existing, "values">, path: string): string | undefined {
  const value = valueAt(resource, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function numberAt(resource: Pick<Existing, "values">, path: string): number | undefined {
  const value = valueAt(resource, path);
  return typeof value === "number" ? value : undefined;
}

export function mapsAt(resource: Pick<Existing, "values">, path: string): readonly PropertyMap[] {
  const value = valueAt(resource, path);
  return Array.isArray(value) ? (value as readonly PropertyValue[]).filter(isMap) : [];
}

export function textsAt(resource: Pick<Existing, "values">, path: string): readonly string[] {
  const value = valueAt(resource, path);
  return Array.isArray(value)
    ? (value as readonly PropertyValue[]).filter((one): one is string => typeof one === "string")
    : [];
}

/** A region of the catalog, however Resource Manager writes it (`Sweden Central`). */
export function regionOf(location: string | undefined): string | undefined {
  const found = location === undefined ? undefined : findRegion(location.toLowerCase().replace(/\s+/g, ""));
  return found?.name;
}

/** Whether `inner` is nested in `outer`, or an extension of it. ARM compares IDs without case. */
export function isWithin(inner: string, outer: string): boolean {
  return inner.toLowerCase().startsWith(`${outer.toLowerCase()}/`);
}

export function isMap(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function merged(outputs: PropertyMap, inputs: PropertyMap): PropertyMap {
  const [told, asked] = [outputs["properties"], inputs["properties"]];
  return { ...(isMap(told) ? told : {}), ...(isMap(asked) ? asked : {}) };
}

function textsOf(value: PropertyValue | undefined): Record<string, string> {
  if (!isMap(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** The resource group of most resources: a state may not manage the group itself. */
function commonGroup(resources: readonly Existing[]): string {
  const counts = new Map<string, number>();
  for (const { id } of resources) {
    const group = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0];
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}
