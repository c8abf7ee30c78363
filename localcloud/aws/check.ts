import {
  type CheckFailure,
  type CheckRequest,
  type CheckResult,
  isValues,
  unknownValue,
} from "../provider/core";
import { randomHex } from "../provider/auto-name";
import type { Value, Values } from "../schema/value";
import type { AwsBehaviour } from "./behaviour";
import type { AwsDefinition } from "./definition";
import { objectionsTo } from "./validate";

export interface CheckContext {
  readonly region: string | undefined;
  /** Tags of the provider's configuration, which every resource gets. */
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly behaviours: readonly AwsBehaviour[];
}

/** Names, in the checked inputs, those that the provider filled in: what it may fill in again. */
export const defaultsKey = "__defaults";

/**
 * Completes the inputs of a resource as the bridged provider does (region, tags, defaults, names) and validates them.
 * Sources: provider/{region,tags,autonaming}.go of pulumi/pulumi-aws, pkg/tfbridge/schema.go of pulumi-terraform-bridge.
 */
export function checkAwsInputs(
  definition: AwsDefinition,
  request: CheckRequest,
  context: CheckContext,
): CheckResult {
  let inputs = policiesAsText(definition, withoutNulls(request.news));
  if (definition.isRegional && inputs["region"] === undefined && context.region !== undefined) {
    inputs = { ...inputs, region: context.region };
  }
  if (definition.hasTags) inputs = { ...inputs, tagsAll: mergedTags(inputs["tags"], context.defaultTags) };
  const failures: CheckFailure[] = [];
  const filled = {
    ...schemaDefaults(definition, inputs),
    ...automaticName(definition, request, inputs, failures),
  };
  inputs = { ...inputs, ...filled, [defaultsKey]: Object.keys(filled).sort() };

  const name = request.urn.split("::").at(-1) ?? "";
  const objections = [
    ...objectionsTo(definition, inputs),
    ...context.behaviours.flatMap((behaviour) => behaviour.check?.(inputs) ?? []),
  ];
  const reasons = objections.map(({ property, reason }) =>
    property === undefined ? reason : `${reason}. Examine values at '${name}.${property}'.`,
  );
  return { inputs, failures: [...failures, ...reasons.map((reason) => ({ reason }))] };
}

function schemaDefaults({ row }: AwsDefinition, inputs: Values): Values {
  return Object.fromEntries(
    Object.entries(row.defaults ?? {}).filter(
      ([name]) => inputs[name] === undefined && !conflicting(row.conflicts, name, inputs),
    ),
  );
}

function automaticName(
  { row, autoName }: AwsDefinition,
  { urn, olds, randomSeed, autonaming }: CheckRequest,
  inputs: Values,
  failures: CheckFailure[],
): Values {
  if (!autoName || inputs[autoName.property] !== undefined) return {};
  const { property, max, separator = "-", lowerCase } = autoName;
  if (conflicting(row.conflicts, property, inputs)) return {};
  const wasAutomatic = (olds?.[defaultsKey] as readonly string[] | undefined)?.includes(property);
  const old = olds?.[property];
  if (wasAutomatic && old !== undefined) return { [property]: old };
  if (autonaming?.mode === "disable") return {};
  const logicalName = urn.split("::").at(-1) ?? "";
  const seed = typeof randomSeed === "string" ? Buffer.from(randomSeed, "base64") : randomSeed;
  const name =
    autonaming?.mode === "enforce" || autonaming?.mode === "propose"
      ? autonaming.proposedName
      : logicalName + separator + randomHex(seed, 7);
  if (name.length > max) {
    // Text: NewUniqueName of github.com/pulumi/pulumi/sdk/v3/go/common/resource.
    failures.push({
      reason: `name '${logicalName}${separator}' plus 7 random chars is longer than maximum length ${max}`,
    });
    return {};
  }
  return { [property]: lowerCase ? name.toLowerCase() : name };
}

function conflicting(groups: readonly (readonly string[])[] = [], name: string, inputs: Values): boolean {
  return groups.some(
    (group) => group.includes(name) && group.some((other) => other !== name && inputs[other] !== undefined),
  );
}

/** The provider's tags with the resource's own laid over them. */
function mergedTags(tags: Value | undefined, defaults: Readonly<Record<string, string>>): Value {
  if (tags === unknownValue) return unknownValue;
  const own = isValues(tags) ? tags : {};
  return Object.values(own).includes(unknownValue) ? unknownValue : { ...defaults, ...own };
}

/** A program may pass a policy as an object: the provider makes a text of it. */
function policiesAsText({ row }: AwsDefinition, inputs: Values): Values {
  const texts = (row.policies ?? [])
    .filter((name) => isValues(inputs[name]))
    .map((name) => [name, policyText(inputs[name] as Values)]);
  return { ...inputs, ...(Object.fromEntries(texts) as Values) };
}

function policyText(policy: Values): string {
  const text = JSON.stringify(policy);
  return text.includes(unknownValue) ? unknownValue : text;
}

function withoutNulls(values: Values): Values {
  const kept = Object.entries(values)
    .filter(([name, value]) => value !== null && value !== undefined && name !== defaultsKey)
    .map(([name, value]) => [name, isValues(value) ? withoutNulls(value) : value]);
  return Object.fromEntries(kept) as Values;
}
