import type { Path } from "../path";
import { formatPath } from "../path";
import { accountsOf, deploymentsOf, elements, type Check, type CheckFinding } from "./check";

/**
 * Names that are put together stay apart: `a` with `b-c` and `a-b` with `c` would both become `a-b-c`, one resource
 * for two.
 */
export const checkDerivedNames: Check = (config) => {
  const accounts = accountsOf(config);
  const deployments = deploymentsOf(config);
  const filters = elements(config.models?.contentFilters, ["models", "contentFilters"]);
  const blocklists = elements(config.models?.blocklists, ["models", "blocklists"]);
  const joined: Joined[] = accounts.flatMap(({ value: { name: account } }) => {
    if (account === undefined) return [];
    const carried = deployments.filter(({ value }) => value.account === account);
    return [
      ...carried.map(({ value, path }) => ({ account, name: value.name, kind: "deployment", path })),
      ...filters
        .filter(({ value }) => carried.some((deployment) => deployment.value.contentFilter === value.name))
        .map(({ value, path }) => ({ account, name: value.name, kind: "filter", path })),
      ...blocklists.map(({ value, path }) => ({ account, name: value.name, kind: "blocklist", path })),
    ];
  });
  return collisions(joined);
};

interface Joined {
  readonly account: string;
  readonly name: string | undefined;
  readonly kind: string;
  readonly path: Path;
}

function collisions(joined: readonly Joined[]): readonly CheckFinding[] {
  const seen = new Map<string, Joined>();
  return joined.flatMap((entry) => {
    const { account, name, kind, path } = entry;
    if (name === undefined) return [];
    const whole = kind === "deployment" ? `${kind}/${account}-${name}` : `${kind}/${account}-${kind}-${name}`;
    const first = seen.get(whole);
    if (!first) {
      seen.set(whole, entry);
      return [];
    }
    // Two entries of one name in one account: reported as such.
    if (first.account === account) return [];
    return [
      {
        path: [...path, "name"],
        message: `"${name}" in account "${account}" makes the same resource name as "${first.name ?? ""}" in account "${first.account}" (${formatPath(first.path)})`,
        allowed: "names whose combinations with the account's name differ",
        fix: `rename the ${kind} or one of the accounts`,
      },
    ];
  });
}
