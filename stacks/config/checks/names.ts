import { elements, workloadsOf, type Check, type CheckFinding, type CommonSections } from "./check";
import type { Path } from "../path";
import { formatPath } from "../path";

/** Names are unique among their kind, whatever their case. */
export const checkNames: Check = (config) => [
  ...repeated("account", elements(config.models?.accounts, ["models", "accounts"])),
  ...repeated("blocklist", elements(config.models?.blocklists, ["models", "blocklists"])),
  ...repeated("content filter", elements(config.models?.contentFilters, ["models", "contentFilters"])),
  ...repeated("deployment", elements(config.models?.deployments, ["models", "deployments"])),
  ...repeated("workload", workloadsOf(config)),
  ...repeated("application", elements(config.identity?.applications, ["identity", "applications"])),
];

/** A group is an existing one, or one that the stack makes; a workload has one. */
export const checkMadeGroups: Check = (config, { given }) => [
  ...(config.identity?.create?.groups ?? []).flatMap((name, index) =>
    name !== undefined && config.identity?.groups?.[name] !== undefined
      ? [
          {
            path: ["identity", "create", "groups", index],
            message: `identity.groups.${name} names an existing group already`,
            fix: "remove one of the two",
          },
        ]
      : [],
  ),
  ...(config.identity?.eligible?.groups ?? []).flatMap((name, index) =>
    name === undefined ||
    given(["identity", "groups", name]) ||
    (config.identity?.create?.groups ?? []).some((made) => made === name)
      ? []
      : [
          {
            path: ["identity", "eligible", "groups", index],
            message: `there is no group ${name} in this stack`,
            fix: `add identity.groups.${name}, or remove it here`,
          },
        ],
  ),
  ...workloadsOf(config).flatMap(({ value: { name = "it" }, path }): CheckFinding[] => {
    const existing = given([...path, "group"]);
    if (existing !== given([...path, "createGroup"])) return [];
    return existing
      ? [
          {
            path: [...path, "createGroup"],
            onKey: true,
            message: "`group` names an existing group already",
            fix: "remove one of the two",
          },
        ]
      : [
          {
            path: [...path, "group"],
            message: `nobody works on ${name}: it has no group`,
            allowed: "group (an existing one), or createGroup (one that the stack makes)",
            fix: "add `group` with the object ID of a group in Entra ID, or `createGroup` with the `owners` of a new one",
          },
        ];
  }),
];

/** A deployment is listed once a workload, and a federated subject once an identity. */
export const checkRepeatedEntries: Check<CommonSections> = (config) =>
  workloadsOf(config).flatMap(({ value, path }) => [
    ...duplicates(elements(value.models, [...path, "models"]), (entry) => entry.deployment).map(
      ({ path: at, first, key }) => ({
        path: [...at, "deployment"],
        message: `deployment "${key}" is listed twice, first at ${formatPath(first)}`,
        fix: "add the shares up in one entry",
      }),
    ),
    ...duplicates(elements(value.federation, [...path, "federation"]), (entry) =>
      entry.issuer === undefined || entry.subject === undefined
        ? undefined
        : `${entry.issuer} ${entry.subject}`,
    ).map(({ path: at, first }) => ({
      path: [...at, "subject"],
      message: `issuer and subject are the same as at ${formatPath(first)}: Azure takes a pair once an identity`,
      fix: "remove one of the two",
    })),
  ]);

/** Names that two entries of a list share. */
export function repeated(
  kind: string,
  entries: readonly { readonly value: { readonly name?: string | undefined }; readonly path: Path }[],
): readonly CheckFinding[] {
  return duplicates(entries, (entry) => entry.name).map(({ path, first, key }) => ({
    path: [...path, "name"],
    message: `the name "${key}" is taken by the ${kind} at ${formatPath(first)}`,
    fix: `give the ${kind} a name of its own`,
  }));
}

function duplicates<T>(
  entries: readonly { readonly value: T; readonly path: Path }[],
  keyOf: (value: T) => string | undefined,
): readonly { readonly path: Path; readonly first: Path; readonly key: string }[] {
  const seen = new Map<string, Path>();
  return entries.flatMap(({ value, path }) => {
    const key = keyOf(value);
    if (key === undefined) return [];
    const first = seen.get(key.toLowerCase());
    if (first) return [{ path, first, key }];
    seen.set(key.toLowerCase(), path);
    return [];
  });
}
