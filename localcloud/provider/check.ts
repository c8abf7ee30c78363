import { type Properties, type ValueType, typeFacts } from "../schema/facts";
import { type CheckRequest, type CheckResult, type Value, type Values, isValues, unknownValue } from "./core";
import { randomGuid, randomHex } from "./auto-name";
import type { Definition } from "./definition";

export interface CheckContext {
  /** The provider's configured location. */
  readonly location?: string | undefined;
  /** The location of a resource group; undefined when there is no such group. */
  groupLocation(name: string): string | undefined;
}

/** Marks, in the checked inputs, a resource whose name lets its replacement stand beside it. */
export const createBeforeDelete = "__createBeforeDelete";

/** Completes the inputs of a resource as the real provider does (names, location, API version) and validates them. */
export function checkInputs(
  definition: Definition,
  request: CheckRequest,
  context: CheckContext,
): CheckResult {
  let inputs = withoutNulls(request.news);
  inputs = { ...inputs, ...automaticNames(definition, request, inputs) };
  const location = automaticLocation(definition, request, inputs, context);
  if (location !== undefined) inputs = { ...inputs, location };
  const { apiVersion } = definition.schema;
  if (apiVersion !== undefined && inputs["azureApiVersion"] === undefined) {
    inputs = { ...inputs, azureApiVersion: apiVersion };
  }
  return { inputs, failures: validate(definition, inputs).map((reason) => ({ reason })) };
}

function automaticNames(definition: Definition, request: CheckRequest, inputs: Values): Values {
  const named: Record<string, Value> = {};
  for (const [parameter, strategy] of Object.entries(definition.row.autoName ?? {})) {
    if (inputs[parameter] !== undefined) continue;
    const old = request.olds?.[parameter];
    if (old !== undefined) {
      named[parameter] = old;
      const mark = request.olds?.[createBeforeDelete];
      if (mark !== undefined) named[createBeforeDelete] = mark;
      continue;
    }
    const { autonaming } = request;
    if (autonaming?.mode === "disable") continue;
    if (autonaming?.mode === "enforce" || (autonaming?.mode === "propose" && strategy !== "uuid")) {
      named[parameter] = autonaming.proposedName;
      if (strategy === "random") named[createBeforeDelete] = true;
      continue;
    }
    const seed =
      typeof request.randomSeed === "string" ? Buffer.from(request.randomSeed, "base64") : request.randomSeed;
    const logicalName = request.urn.split("::").at(-1) ?? "";
    if (strategy === "copy") named[parameter] = logicalName;
    else if (strategy === "uuid") named[parameter] = randomGuid(seed);
    else {
      named[parameter] = logicalName + randomHex(seed, 8);
      named[createBeforeDelete] = true;
    }
  }
  return named;
}

function automaticLocation(
  { schema, pathParameters }: Definition,
  { olds }: CheckRequest,
  inputs: Values,
  context: CheckContext,
): Value | undefined {
  if (
    !schema.inputs.has("location") ||
    pathParameters.includes("location") ||
    inputs["location"] !== undefined
  ) {
    return undefined;
  }
  const old = olds?.["location"] ?? context.location;
  if (old !== undefined) return old;
  const group = inputs["resourceGroupName"];
  if (group === unknownValue) return unknownValue;
  return typeof group === "string" ? context.groupLocation(group) : undefined;
}

function withoutNulls(values: Values): Values {
  const kept = Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, isValues(value) ? withoutNulls(value) : value]);
  return Object.fromEntries(kept) as Values;
}

function validate(definition: Definition, inputs: Values): string[] {
  const missingNames = definition.pathParameters
    .filter(
      (parameter) =>
        inputs[parameter] === undefined && definition.schema.inputs.get(parameter)?.required !== true,
    )
    .map((parameter) => missing(parameter));
  const rules = Object.entries(definition.row.rules ?? {}).flatMap(([path, rule]) => {
    const value = path
      .split(".")
      .reduce<Value | undefined>((at, part) => (isValues(at) ? at[part] : undefined), inputs);
    if (typeof value !== "string" || value === unknownValue) return [];
    return [
      rule.min !== undefined && value.length < rule.min
        ? `'${path}' is too short (${value.length}): at least ${rule.min} characters required`
        : "",
      rule.max !== undefined && value.length > rule.max
        ? `'${path}' is too long (${value.length}): at most ${rule.max} characters allowed`
        : "",
      rule.pattern !== undefined && !new RegExp(rule.pattern).test(value)
        ? `'${path}' does not match expression '${rule.pattern}'`
        : "",
    ].filter((reason) => reason !== "");
  });
  return [...missingNames, ...validateProperties(definition.schema.inputs, inputs, ""), ...rules];
}

function missing(path: string): string {
  const hint =
    path === "location"
      ? ". Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'."
      : "";
  return `missing required property '${path}'${hint}`;
}

function validateProperties(properties: Properties, values: Values, prefix: string): string[] {
  return [...properties].flatMap(([name, { type, required }]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const value = values[name];
    if (value === undefined || value === null) return required ? [missing(path)] : [];
    return validateValue(type, value, path);
  });
}

function validateValue(type: ValueType, value: Value, path: string): string[] {
  if (value === unknownValue) return [];
  switch (type.kind) {
    case "any":
    case "union":
      return [];
    case "array":
      if (!Array.isArray(value)) return [wrongType(path, "array", value)];
      return (value as readonly Value[]).flatMap((item, index) =>
        validateValue(type.items, item, `${path}[${index}]`),
      );
    case "map":
      if (!isValues(value)) return [wrongType(path, "object", value)];
      return Object.entries(value).flatMap(([name, item]) =>
        validateValue(type.values, item ?? null, `${path}.${name}`),
      );
    case "object":
      if (!isValues(value)) return [wrongType(path, "object", value)];
      return validateProperties(typeFacts(type.ref)?.properties ?? new Map(), value, path);
    default: {
      // The provider does not check the values of enums: a wrong one reaches the service.
      const wanted = type.kind === "enum" || type.kind === "constant" ? "string" : type.kind;
      return typeof value === wanted ? [] : [wrongType(path, wanted, value)];
    }
  }
}

function wrongType(path: string, wanted: string, value: Value): string {
  const actual = Array.isArray(value)
    ? "an array"
    : value === null
      ? "null"
      : `a${typeof value === "object" ? "n" : ""} ${typeof value}`;
  return `'${path}' should be of type '${wanted}' but got ${actual}`;
}
