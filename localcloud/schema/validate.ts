import type { Properties, ValueType } from "./facts";
import { resourceFacts, typeFacts } from "./facts";
import type { Value, Values } from "./value";
import { isList, isValues, unknownValue } from "./value";

export interface Problem {
  /** Path of the property, `properties.networkAcls.ipRules[0].value`. */
  readonly property: string;
  /** The provider's own text. */
  readonly reason: string;
}

/**
 * What the real provider's Check objects to: missing required properties and values of a wrong type, at every depth,
 * in the provider's words. It lets pass what the real one lets pass: unknown properties, enum values, booleans,
 * the members of maps and of unions (those reach ARM; see `refuse.ts` for what ARM makes of enum values).
 *
 * The SDK does not tell lengths, ranges and patterns, nor integers from other numbers: those are for a type's own
 * rules. Names and locations that the provider fills in are expected to be there already.
 *
 * Source: validateType and validateProperty in provider/pkg/provider/provider.go of pulumi/pulumi-azure-native.
 */
export function validateInputs(token: string, inputs: Values): readonly Problem[] {
  const facts = resourceFacts(token);
  return facts ? validateObject(facts.inputs, inputs, "") : [];
}

/** The provider's text for a required property that is not there. */
export function missing(property: string): Problem {
  const hint =
    property === "location"
      ? ". Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'."
      : "";
  return { property, reason: `missing required property '${property}'${hint}` };
}

function validateObject(properties: Properties, values: Values, path: string): Problem[] {
  const paths = [...properties].map(([name, facts]) => ({
    at: path === "" ? name : `${path}.${name}`,
    value: values[name],
    ...facts,
  }));
  return [
    ...paths.filter(({ required, value }) => required && isAbsent(value)).map(({ at }) => missing(at)),
    ...paths.flatMap(({ type, value, at }) => (isAbsent(value) ? [] : validateValue(type, value, at))),
  ];
}

/** The provider drops nulls before it looks. */
function isAbsent(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function validateValue(type: ValueType, value: Value, path: string): Problem[] {
  if (value === unknownValue || type.kind === "any") return [];
  if (isValues(value)) {
    const properties = type.kind === "object" ? typeFacts(type.ref)?.properties : undefined;
    return properties ? validateObject(properties, value, path) : [];
  }
  if (isList(value)) {
    return type.kind === "array"
      ? value.flatMap((item, index) =>
          isAbsent(item) ? [] : validateValue(type.items, item, `${path}[${index}]`),
        )
      : [mistyped(path, type, "an array")];
  }
  if (typeof value !== "string" && typeof value !== "number") return [];
  return scalarsOf(type).includes(typeof value) ? [] : [mistyped(path, type, `a ${typeof value}`)];
}

function mistyped(property: string, type: ValueType, found: string): Problem {
  return { property, reason: `'${property}' should be of type '${nameOf(type)}' but got ${found}` };
}

/** The JavaScript types of the scalars that a type accepts. */
function scalarsOf(type: ValueType): readonly string[] {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return [type.kind];
    case "constant":
      return ["string"];
    case "enum":
      return [...new Set(type.values.map((value) => typeof value)), ...(type.open ? ["string"] : [])];
    case "union":
      return type.of.flatMap(scalarsOf);
    default:
      return [];
  }
}

/** The name of a type as the provider's metadata has it, which is JSON Schema's. */
function nameOf(type: ValueType): string {
  if (type.kind === "array") return "array";
  if (type.kind === "constant") return "string";
  if (type.kind === "enum") return typeof (type.values[0] ?? "");
  return type.kind === "map" || type.kind === "union" ? "object" : type.kind;
}
