/** A resource that a stack takes as it stands, and does not make. */
export interface ExistingResource {
  /** ARM ID. */
  readonly id: string;
  /** Region, as far as the stack file tells; the primary one otherwise. */
  readonly location: string;
  /**
   * Service that a subnet is delegated to, by what the stack uses it for.
   * @default none
   */
  readonly delegatedTo?: string;
}

type Sections = Readonly<Record<string, unknown>>;

const armId = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+(\/[^/]+\/[^/]+)+$/i;

/**
 * Every resource that a stack file names by its ID: what it makes itself, it names by name.
 *
 * @param sections the sections of the file, complete or not
 */
export function existingResources(sections: Sections): readonly ExistingResource[] {
  const home = textAt(sections, "environment", "region") ?? "";
  return [...walk(sections, [], home), ...databricksSubnets(sections, home)];
}

/** ARNs of the policies that a stack on AWS takes as they stand: the one that none of its roles may exceed. */
export function existingPolicies(sections: Sections): readonly string[] {
  const account = textAt(sections, "aws", "accountId");
  const name = textAt(sections, "aws", "permissionsBoundary");
  return account === undefined || name === undefined ? [] : [`arn:aws:iam::${account}:policy/${name}`];
}

function walk(value: unknown, path: readonly string[], location: string): readonly ExistingResource[] {
  if (typeof value === "string") {
    if (!armId.test(value)) return [];
    const delegatedTo = delegationOf(path);
    return [{ id: value, location, ...(delegatedTo === undefined ? {} : { delegatedTo }) }];
  }
  if (typeof value !== "object" || value === null) return [];
  // An account says where it is, and vaults are listed by their region.
  const own = textAt(value, "region") ?? location;
  return Object.entries(value).flatMap(([key, item]) =>
    walk(item, [...path, key], path.at(-1) === "vaults" ? key : own),
  );
}

function delegationOf(path: readonly string[]): string | undefined {
  return path[0] === "agents" && /subnetId$/i.test(path.at(-1) ?? "")
    ? "Microsoft.App/environments"
    : undefined;
}

/** Of an existing network, the subnets of Databricks are given by name. */
function databricksSubnets(sections: Sections, location: string): readonly ExistingResource[] {
  const network = textAt(sections, "network", "existing", "virtualNetworkId");
  if (network === undefined) return [];
  return ["host", "container"].flatMap((role) => {
    const name = textAt(sections, "data", "databricks", "subnets", role);
    return name === undefined
      ? []
      : [{ id: `${network}/subnets/${name}`, location, delegatedTo: "Microsoft.Databricks/workspaces" }];
  });
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  let at = value;
  for (const key of path)
    at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  return typeof at === "string" ? at : undefined;
}
