import { type ResourceFacts, resourceFacts } from "../schema/facts";
import { rowOf } from "../types/index";
import type { ResourceType } from "../types/resource-type";

/** Everything that is known of a resource type: the SDK's schema and the reviewed row. */
export interface Definition {
  readonly token: string;
  /** Properties and API version, out of the installed SDK. */
  readonly schema: ResourceFacts;
  readonly row: ResourceType;
  /** Parameters of the ARM path that are inputs of the resource. */
  readonly pathParameters: readonly string[];
  /** True when no row was written for the type: its ID is well-formed, but not the service's own. */
  readonly generic: boolean;
}

const definitions = new Map<string, Definition>();

/** Throws for a token that neither the tables nor the SDK know. */
export function definitionOf(token: string): Definition {
  let definition = definitions.get(token);
  if (!definition) definitions.set(token, (definition = define(token)));
  return definition;
}

/** The tokens that were used without a row of their own, for reports on coverage. */
export function genericTokens(): readonly string[] {
  return [...definitions.values()].filter(({ generic }) => generic).map(({ token }) => token);
}

function define(token: string): Definition {
  const schema = resourceFacts(token);
  if (!schema) {
    throw new Error(
      `the local cloud does not know the resource type '${token}'; known modules are listed in localcloud/schema/format.ts`,
    );
  }
  const row = rowOf(schema.token);
  const path = row ?? genericRow(schema);
  return {
    token: schema.token,
    schema,
    row: path,
    pathParameters: parametersOf(path.path).filter((parameter) => parameter !== "subscriptionId"),
    generic: row === undefined,
  };
}

export function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

/** An ARM path guessed from the names of the inputs: good enough to be unique and to be found again. */
function genericRow({ token, module, name, inputs }: ResourceFacts): ResourceType {
  const own = `${name[0]?.toLowerCase() ?? ""}${name.slice(1)}`;
  const names = [...inputs].filter(
    ([input, { type }]) => /.Name$/.test(input) && type.kind === "string" && input !== "resourceGroupName",
  );
  const parents = names.filter(([, { required }]) => required).map(([input]) => input);
  const optional = names.find(
    ([input, { required }]) =>
      !required && own.toLowerCase().includes(input.slice(0, -"Name".length).toLowerCase()),
  )?.[0];
  const last = optional ?? parents.pop();
  const container =
    ["scope", "resourceUri"].filter((input) => inputs.has(input)).map((input) => `/{${input}}`)[0] ??
    `/subscriptions/{subscriptionId}${inputs.has("resourceGroupName") ? "/resourceGroups/{resourceGroupName}" : ""}`;
  const segments = [
    ...parents.map((parent) => `/${parent.slice(0, -"Name".length)}s/{${parent}}`),
    `/${own}s/${last === undefined ? "default" : `{${last}}`}`,
  ];
  return {
    token,
    path: `${container}/providers/Microsoft.${module[0]?.toUpperCase() ?? ""}${module.slice(1)}${segments.join("")}`,
    ...(optional !== undefined && { autoName: { [optional]: parents.length > 0 ? "copy" : "random" } }),
  };
}
