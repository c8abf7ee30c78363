import { missing, validateInputs } from "../schema/validate";
import { type CheckRequest, type CheckResult, type Value, type Values, isValues, unknownValue } from "./core";
import { randomGuid, randomHex } from "./auto-name";
import type { TextRule } from "../types/resource-type";
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
  const unnamed = definition.pathParameters
    .filter((name) => inputs[name] === undefined && definition.schema.inputs.get(name)?.required !== true)
    .map((name) => missing(name));
  // Optional in the SDK because the provider can find it; the service wants it where it always answers with one.
  const { inputs: known, outputs } = definition.schema;
  const wantsLocation =
    known.get("location")?.required === false && outputs.get("location")?.required === true;
  if (wantsLocation && inputs["location"] === undefined) unnamed.push(missing("location"));
  const problems = [...unnamed, ...validateInputs(definition.token, inputs)].map(({ reason }) => reason);
  const broken = Object.entries(definition.row.rules ?? {}).flatMap(([path, rule]) =>
    brokenRule(path, valueAt(inputs, path), rule),
  );
  return [...problems, ...broken];
}

function brokenRule(path: string, value: Value | undefined, { min, max, pattern }: TextRule): string[] {
  if (typeof value !== "string" || value === unknownValue) return [];
  const reasons: string[] = [];
  if (min !== undefined && value.length < min) {
    reasons.push(`'${path}' is too short (${value.length}): at least ${min} characters required`);
  }
  if (max !== undefined && value.length > max) {
    reasons.push(`'${path}' is too long (${value.length}): at most ${max} characters allowed`);
  }
  if (pattern !== undefined && !new RegExp(pattern).test(value)) {
    reasons.push(`'${path}' does not match expression '${pattern}'`);
  }
  return reasons;
}

function valueAt(values: Values, path: string): Value | undefined {
  return path
    .split(".")
    .reduce<Value | undefined>((at, part) => (isValues(at) ? at[part] : undefined), values);
}
