import type { Json, JsonObject } from "../store/store";
import { isObject } from "../arm/json";
import { type Properties, type ValueType, typeFacts } from "../schema/facts";
import type { Value, Values } from "./core";
import { isValues } from "./core";
import type { Definition } from "./definition";

/** Properties that ARM keeps beside `properties`; everything else that the SDK lifts to the top lives inside it. */
const envelope = new Set([
  "eTag",
  "etag",
  "extendedLocation",
  "id",
  "identity",
  "kind",
  "location",
  "managedBy",
  "name",
  "plan",
  "sku",
  "systemData",
  "tags",
  "type",
  "zones",
]);

/** Begins the ARM name of a property inside `properties` whose SDK name means something else beside it (`type`). */
const inside = "properties/";

/** The body of an ARM request from the inputs of a resource. */
export function toArm(definition: Definition, inputs: Values): JsonObject {
  const body = Object.entries(inputs).filter(
    ([name]) => !definition.pathParameters.includes(name) && definition.schema.inputs.has(name),
  );
  const renamed = definition.row.renamed ?? {};
  return deflate(
    definition,
    Object.fromEntries<Value | undefined>(body.map(([name, value]) => [renamed[name] ?? name, value])),
  );
}

/** The inputs or outputs of a resource as the SDK nests them, from an ARM body, reduced to `properties`. */
export function fromArm(definition: Definition, body: JsonObject, properties: Properties): Values {
  const original = Object.fromEntries(
    Object.entries(definition.row.renamed ?? {}).map(([sdk, arm]) => [arm, sdk]),
  );
  const values = Object.entries(inflate(definition, body, properties)).map(([name, value]) => [
    original[name] ?? name,
    value,
  ]);
  const hidden = Object.entries(definition.row.renamed ?? {}).flatMap(([sdk, arm]) =>
    arm.startsWith(inside) && isObject(body["properties"])
      ? [[sdk, body["properties"][arm.slice(inside.length)]] as const]
      : [],
  );
  return project(properties, { ...Object.fromEntries(values), ...Object.fromEntries(hidden) } as Values);
}

/** Keeps of `values` what the schema knows, at every depth. */
export function project(properties: Properties, values: Values): Values {
  const kept: Record<string, Value> = {};
  for (const [name, { type }] of properties) {
    const value = values[name];
    if (value !== undefined && value !== null) kept[name] = projectValue(type, value);
  }
  return kept;
}

function projectValue(type: ValueType, value: Value): Value {
  if (type.kind === "array" && Array.isArray(value)) {
    return (value as readonly Value[]).map((item) => projectValue(type.items, item));
  }
  if (type.kind === "map" && isValues(value)) {
    const entries = Object.entries(value).map(([name, item]) => [
      name,
      projectValue(type.values, item ?? null),
    ]);
    return Object.fromEntries(entries) as Values;
  }
  const object = type.kind === "object" ? typeFacts(type.ref) : undefined;
  return object && isValues(value) ? project(object.properties, value) : value;
}

function deflate(definition: Definition, values: JsonObject): JsonObject {
  let body = values;
  for (const path of innermostFirst(definition)) body = mapAt(body, path.split("."), wrap);
  return isNestedLikeArm(definition, definition.schema.inputs) ? body : wrap(body);
}

/** The SDK may lift properties to the top in the outputs and not in the inputs (keys of a vault). */
function inflate(definition: Definition, body: JsonObject, properties: Properties): JsonObject {
  let values = isNestedLikeArm(definition, properties) ? body : unwrap(body);
  for (const path of innermostFirst(definition).reverse()) values = mapAt(values, path.split("."), unwrap);
  return values;
}

/**
 * Whether the SDK has ARM's `properties` as well, under this name or another; a row that renames it says that it is one
 * property among others.
 */
function isNestedLikeArm({ row }: Definition, properties: Properties): boolean {
  const renamed = row.renamed ?? {};
  if (Object.values(renamed).includes("properties")) return true;
  return properties.has("properties") && renamed["properties"] === undefined;
}

function innermostFirst({ row }: Definition): string[] {
  return [...(row.nested ?? [])].sort((a, b) => b.split(".").length - a.split(".").length);
}

function wrap(values: JsonObject): JsonObject {
  const entries = Object.entries(values);
  const inner = entries.filter(([name]) => !envelope.has(name));
  return {
    ...Object.fromEntries(entries.filter(([name]) => envelope.has(name))),
    ...(inner.length > 0 && {
      properties: Object.fromEntries(
        inner.map(([name, value]) => [name.startsWith(inside) ? name.slice(inside.length) : name, value]),
      ),
    }),
  };
}

function unwrap(body: JsonObject): JsonObject {
  const { properties, ...outer } = body;
  return isObject(properties) ? { ...properties, ...outer } : outer;
}

/** Applies `change` to every object at a path, through lists. */
function mapAt(
  object: JsonObject,
  path: readonly string[],
  change: (inner: JsonObject) => JsonObject,
): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return change(object);
  const inner = object[first];
  if (Array.isArray(inner)) {
    const mapped = (inner as readonly Json[]).map((item) =>
      isObject(item) ? mapAt(item, rest, change) : item,
    );
    return { ...object, [first]: mapped };
  }
  return isObject(inner) ? { ...object, [first]: mapAt(inner, rest, change) } : object;
}
