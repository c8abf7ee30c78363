import type { AnyStackConfig } from "../../../stacks/config/index";

/** Object ID of whoever a stack file names, in lower case -> what it names it for. */
export function groupNames(config: AnyStackConfig): ReadonlyMap<string, string> {
  const platform =
    "identity" in config
      ? Object.entries(config.identity.groups).flatMap(([name, id]) => named(id, `group ${name}`))
      : [];
  const workloads = config.workloads.flatMap(({ name, group }) => named(group, `group of ${name}`));
  return new Map([...otherwise(config, []), ...workloads, ...platform]);
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function named(id: unknown, name: string): readonly (readonly [string, string])[] {
  return typeof id === "string" ? [[id.toLowerCase(), name]] : [];
}

/** Every other ID of the file by the place where it stands: `learning.dataScientists`. */
function otherwise(value: unknown, path: readonly string[]): readonly (readonly [string, string])[] {
  if (typeof value === "string") return guid.test(value) ? named(value, path.join(".")) : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => otherwise(item, [...path, key]));
}
