import { type Value, type Values, isList, isValues, unknownValue } from "../schema/value";
import { validateInputs } from "../schema/validate";
import type { Objection } from "./behaviour";
import type { AwsDefinition } from "./definition";
import { scalarText } from "./text";
import { invalidPolicy } from "./policy-json";

/**
 * What the bridged provider objects to before it calls the service: missing and conflicting inputs, values of a wrong
 * type, and what its schema validates. Texts: pkg/tfbridge/check_failures.go of pulumi-terraform-bridge,
 * helper/validation of terraform-plugin-sdk, pulumi/pulumi-converter-terraform#78.
 */
export function objectionsTo(definition: AwsDefinition, inputs: Values): readonly Objection[] {
  const { row } = definition;
  return [
    ...structure(definition, inputs),
    ...(row.conflicts ?? []).flatMap((group) => conflict(group, inputs)),
    ...(row.exactlyOne ?? []).flatMap((group) => exactlyOne(group, inputs)),
    ...Object.entries(row.allowed ?? {}).flatMap(([path, values]) =>
      each(inputs, path, (value, property) =>
        values.includes(value as string | number)
          ? undefined
          : {
              property,
              reason: `expected ${terraformPath(property)} to be one of [${values.map((one) => JSON.stringify(one)).join(" ")}], got ${scalarText(value)}`,
            },
      ),
    ),
    ...Object.entries(row.lengths ?? {}).flatMap(([path, [min, max]]) =>
      each(inputs, path, (value, property) =>
        typeof value !== "string" || (value.length >= min && value.length <= max)
          ? undefined
          : {
              property,
              reason: `expected length of ${terraformPath(property)} to be in the range (${min} - ${max}), got ${value}`,
            },
      ),
    ),
    ...Object.entries(row.ranges ?? {}).flatMap(([path, [min, max]]) =>
      each(inputs, path, (value, property) =>
        typeof value !== "number" || (value >= min && value <= max)
          ? undefined
          : {
              property,
              reason: `expected ${terraformPath(property)} to be in the range (${min} - ${max}), got ${value}`,
            },
      ),
    ),
    ...(row.policies ?? []).flatMap((name) => {
      const reason = invalidPolicy(name, inputs[name]);
      return reason === undefined ? [] : [{ property: name, reason }];
    }),
  ];
}

/** The schema's own: the words of azure-native's check turned into those of the bridge. */
function structure({ token, autoName }: AwsDefinition, inputs: Values): Objection[] {
  return validateInputs(token, inputs)
    .filter(({ property }) => property !== autoName?.property || inputs[property] !== undefined)
    .map(({ property, reason }) => {
      if (reason.startsWith("missing required property")) {
        return { reason: `Missing required property '${property}'` };
      }
      const [, wanted = "", got = ""] = /of type '(\w+)' but got an? (\w+)/.exec(reason) ?? [];
      return { property, reason: `expected ${wanted} value, got ${got}` };
    });
}

function conflict(group: readonly string[], inputs: Values): Objection[] {
  const set = group.filter((name) => inputs[name] !== undefined);
  if (set.length < 2) return [];
  return set.map((name) => ({
    property: name,
    reason: `Conflicting configuration arguments: "${snake(name)}": conflicts with ${snake(set.find((other) => other !== name) ?? "")}`,
  }));
}

function exactlyOne(group: readonly string[], inputs: Values): Objection[] {
  const set = group.filter((name) => inputs[name] !== undefined);
  if (set.length === 1) return [];
  const all = group.map(snake).join(",");
  const found = set.length === 0 ? "one of" : "only one of";
  const tail =
    set.length === 0
      ? "must be specified"
      : `can be specified, but \`${set.map(snake).join(",")}\` were specified`;
  return [
    {
      property: set[0] ?? group[0] ?? "",
      reason: `Invalid combination of arguments: "${snake(set[0] ?? group[0] ?? "")}": ${found} \`${all}\` ${tail}`,
    },
  ];
}

/** Applies `judge` to every known value at a path; `[]` stands for each element of a list. */
function each(
  values: Values,
  path: string,
  judge: (value: Value, property: string) => Objection | undefined,
): Objection[] {
  const visit = (value: Value | undefined, parts: readonly string[], at: string): Objection[] => {
    if (value === undefined || value === null || value === unknownValue) return [];
    const [part, ...rest] = parts;
    if (part === undefined) return [judge(value, at) ?? []].flat();
    if (part === "[]") {
      return isList(value) ? value.flatMap((item, index) => visit(item, rest, `${at}[${index}]`)) : [];
    }
    return isValues(value) ? visit(value[part], rest, at === "" ? part : `${at}.${part}`) : [];
  };
  return visit(values, path.replaceAll("[]", ".[]").split("."), "");
}

/** `rules[0].days` as Terraform's attribute path: `rules.0.days`. */
function terraformPath(property: string): string {
  return snake(property.replace(/\[(\d+)\]/g, ".$1"));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
