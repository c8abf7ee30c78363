import type { RoleName } from "../../../catalog/roles";
import type { PropertyMap } from "../../../graph/types";
import { assignmentsOf, type Assignment } from "./assignments";
import type { Assumptions } from "./draft";
import { isMap, isWithin, ofType, textAt, textsAt, type Estate, type Existing } from "./existing";

/** Who is what: the groups of the identity section, and the workloads. */
export interface People {
  readonly groups: Readonly<Record<string, string>>;
  readonly workloads: readonly Record<string, unknown>[];
}

interface Tenant {
  readonly identity: Existing;
  readonly name: string;
  /** ARM IDs of the accounts that it may call. */
  readonly accounts: readonly string[];
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** Reads groups and workloads from role assignments, identities and budgets. */
export function peopleOf(
  estate: Estate,
  deployments: readonly {
    readonly name: string;
    readonly account: Existing;
    readonly workload?: string | undefined;
  }[],
  assumptions: Assumptions,
  given: Readonly<Record<string, string>>,
): People {
  const assignments = assignmentsOf(estate);
  const groupWith = (...wanted: readonly RoleName[]): string | undefined =>
    assignments.find(({ group, role }) => group && role !== undefined && wanted.includes(role))?.principal;
  const tenants = tenantsOf(estate, assignments);
  const callers = callersOf(estate, tenants, assignments, assumptions, given);
  const groups = {
    platformAdmins: assumptions.or(
      "identity.groups.platformAdmins",
      given["platformAdmins"] ?? groupWith("keyVaultCryptoOfficer", "cognitiveServicesContributor"),
      nobody,
      "no group has the roles of administrators: name yours",
    ),
    modelDevelopers: given["modelDevelopers"] ?? groupWith("cognitiveServicesOpenAIContributor"),
    modelUsers: given["modelUsers"] ?? callers.users,
    dataScientists: groupWith("azureMLDataScientist"),
    auditors: given["auditors"] ?? groupWith("costManagementReader", "logAnalyticsReader"),
  };
  return {
    groups: Object.fromEntries(
      Object.entries(groups).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])),
    ),
    workloads: tenants.map((tenant) => workloadOf(tenant)),
  };

  function workloadOf({ identity, name, accounts }: Tenant): Record<string, unknown> {
    const path = `workloads[${name}]`;
    const budget = ofType(estate, "microsoft.consumption/budgets").find((each) =>
      textsAt(each, "filter.tags.values").includes(name),
    );
    const federation = ofType(
      estate,
      "microsoft.managedidentity/userassignedidentities/federatedidentitycredentials",
    )
      .filter(({ id }) => isWithin(id, identity.id))
      .map((each) => {
        const [audience] = textsAt(each, "audiences");
        return {
          issuer: textAt(each, "issuer"),
          subject: textAt(each, "subject"),
          ...(audience === undefined || audience === "api://AzureADTokenExchange" ? {} : { audience }),
        };
      });
    const shared = tenants.filter((other) => other.accounts.some((id) => accounts.includes(id)));
    const called = deployments.filter(
      ({ account, workload }) =>
        workload === name ||
        (workload === undefined && shared.length > 1 && accounts.includes(account.id.toLowerCase())),
    );
    const share = Math.floor(100 / Math.max(shared.length, 1));
    if (called.length > 0)
      assumptions.take(`${path}.models[].share`, share, "no resource tells shares of capacity");
    return {
      name,
      owner: assumptions.or(
        `${path}.owner`,
        identity.tags["owner"],
        "owner@example.com",
        "the identity has no tag `owner`",
      ),
      group: callers.ofWorkload.get(name) ?? nobody,
      dataClassification: assumptions.or(
        `${path}.dataClassification`,
        identity.tags["dataClassification"],
        "confidential",
        "the identity has no tag `dataClassification`",
      ),
      ...(federation.length > 0 ? { federation } : {}),
      models: called.map((deployment) => ({ deployment: deployment.name, share })),
      monthlyBudget: assumptions.or(
        `${path}.monthlyBudget`,
        budget && amountOf(budget),
        100,
        "there is no budget for the tag `workload`",
      ),
    };
  }
}

function amountOf({ values }: Existing): number | undefined {
  return typeof values["amount"] === "number" ? values["amount"] : undefined;
}

/** The identities that carry a workload's tag, with the accounts that they may call. */
function tenantsOf(estate: Estate, assignments: readonly Assignment[]): readonly Tenant[] {
  return ofType(estate, "microsoft.managedidentity/userassignedidentities").flatMap((identity) => {
    const name = identity.tags["workload"];
    // Other identities of a workload (its agents', its gateway's) carry its tags too.
    if (name === undefined || !identity.name.includes(`-workload-${name}-identity`)) return [];
    const principal = textAt(identity, "principalId");
    const accounts = assignments
      .filter((each) => each.principal === principal && each.role === "cognitiveServicesOpenAIUser")
      .map(({ scope }) => scope);
    return [{ identity, name, accounts }];
  });
}

/**
 * Which group of callers is whose. Groups that call have all the same role: what the program exported tells them apart, else the
 * accounts that they reach; where that leaves a choice, it is told as assumed.
 */
function callersOf(
  estate: Estate,
  tenants: readonly Tenant[],
  assignments: readonly Assignment[],
  assumptions: Assumptions,
  given: Readonly<Record<string, string>>,
): { readonly users: string | undefined; readonly ofWorkload: ReadonlyMap<string, string> } {
  const told = toldCallers(estate);
  const reach = new Map<string, Set<string>>();
  for (const { group, role, principal, scope } of assignments)
    if (group && role === "cognitiveServicesOpenAIUser")
      reach.set(principal, (reach.get(principal) ?? new Set()).add(scope));
  const said = new Set(Object.values(given));
  const left = new Set([...reach.keys()].sort().filter((id) => !said.has(id)));
  const ofWorkload = new Map<string, string>();
  for (const { name, accounts } of tenants) {
    const known = given[name] ?? told.get(name);
    const fitting = [...left].filter((id) => accounts.every((account) => reach.get(id)?.has(account)));
    const tight = fitting.filter((id) => reach.get(id)?.size === accounts.length);
    const chosen = known ?? tight[0] ?? fitting[0] ?? nobody;
    if (known === undefined && (fitting.length !== 1 || tight.length !== 1))
      assumptions.take(`workloads[${name}].group`, chosen, "more than one group may call the same, or none");
    ofWorkload.set(name, chosen);
    left.delete(chosen);
  }
  return { users: [...left][0], ofWorkload };
}

/** The list `access` of the program's outputs names a workload right behind its group. */
function toldCallers({ outputs }: Estate): ReadonlyMap<string, string> {
  const access = outputs?.["access"];
  const list = Array.isArray(access) ? (access as readonly unknown[]).filter(isMap) : [];
  const told = new Map<string, string>();
  for (const [index, grant] of list.entries()) {
    const workload = nameIn(grant, "workload ");
    const group = nameIn(list[index - 1], "group ");
    if (workload !== undefined && group !== undefined && !told.has(workload)) told.set(workload, group);
  }
  return told;
}

function nameIn(grant: PropertyMap | undefined, kind: string): string | undefined {
  const principal = grant?.["principal"];
  return typeof principal === "string" && principal.startsWith(kind)
    ? principal.slice(kind.length)
    : undefined;
}

/** Mailboxes that a budget tells. */
export function mailboxesOf(budget: Existing): readonly string[] {
  const notifications = budget.values["notifications"];
  const lists = isMap(notifications) ? Object.values(notifications).filter(isMap) : [];
  return [...new Set(lists.flatMap((values) => textsAt({ values }, "contactEmails")))];
}
