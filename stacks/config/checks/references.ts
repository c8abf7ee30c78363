import { nearest } from "../nearest";
import type { Path } from "../path";
import { deploymentsOf, elements, workloadsOf, type Check, type CheckFinding } from "./check";

/** Filters that Azure provides in every account. */
const builtInFilters = ["Microsoft.DefaultV2", "Microsoft.Default"];

/** Whatever one entry names of another exists: accounts, content filters, blocklists, deployments. */
export const checkReferences: Check = (config) => {
  const { models } = config;
  const accounts = namesOf(models?.accounts);
  const filters = namesOf(models?.contentFilters);
  const blocklists = namesOf(models?.blocklists);
  const deployments = namesOf(models?.deployments);
  return [
    ...deploymentsOf(config).flatMap(({ value, path }) => [
      ...refer("account", value.account, [...path, "account"], accounts),
      ...refer("content filter", value.contentFilter, [...path, "contentFilter"], filters, builtInFilters),
    ]),
    ...elements(models?.contentFilters, ["models", "contentFilters"]).flatMap(({ value, path }) =>
      (["prompt", "completion"] as const).flatMap((side) =>
        elements(value[side]?.blocklists, [...path, side, "blocklists"]).flatMap(
          ({ value: name, path: at }) => refer("blocklist", name, at, blocklists),
        ),
      ),
    ),
    ...workloadsOf(config).flatMap(({ value, path }) =>
      elements(value.models, [...path, "models"]).flatMap(({ value: entry, path: at }) =>
        refer("deployment", entry.deployment, [...at, "deployment"], deployments),
      ),
    ),
  ];
};

/** The names of a list; undefined when one is not readable, for then nobody can say that a name is missing. */
export function namesOf(
  list: readonly ({ readonly name?: string | undefined } | undefined)[] | undefined,
): readonly string[] | undefined {
  const names = list?.map((entry) => entry?.name);
  return names?.every((name) => name !== undefined) ? names : undefined;
}

/** A name that one entry has of another, and that nothing carries. */
export function refer(
  kind: string,
  name: string | undefined,
  path: Path,
  known: readonly string[] | undefined,
  builtIn: readonly string[] = [],
): readonly CheckFinding[] {
  if (name === undefined || known === undefined) return [];
  const all = [...new Set([...known, ...builtIn])];
  if (all.includes(name)) return [];
  const meant = nearest(name, all);
  return [
    {
      path,
      message: `there is no ${kind} "${name}" in this stack${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
      allowed: all.length === 0 ? `no ${kind} is declared` : all.join(", "),
      fix: meant === undefined ? `name one that exists, or declare the ${kind}` : `write "${meant}"`,
    },
  ];
}
