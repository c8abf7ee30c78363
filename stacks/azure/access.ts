import type * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../components/openai/account";
import { Access, type Grant } from "../../components/security/access";
import type { WorkloadIdentity } from "../../components/security/workload-identity";
import type { RoleName } from "../../catalog/roles";
import type { StackConfig, WorkloadConfig } from "../config";
import type { Data } from "./data";
import type { Directory, GroupName } from "./identity";
import { known } from "./known";
import type { Learning } from "./learning";
import type { Site } from "./site";

/** A role on a part of the platform, before anything has an ID. */
export interface PlannedGrant {
  readonly principal:
    | { readonly kind: "group"; readonly id: string }
    /** A group that the stack makes. */
    | { readonly kind: "made"; readonly name: GroupName }
    /** A group that members of one enter for some hours. */
    | { readonly kind: "activated"; readonly name: GroupName }
    /** The group of a workload, which the stack makes. */
    | { readonly kind: "madeForWorkload"; readonly name: string }
    /** The identity of a workload. */
    | { readonly kind: "workload"; readonly name: string };
  readonly role: RoleName;
  /** An account by name, a workspace, or everything in the platform's resource group. */
  readonly on: { readonly account: string } | Workspace | "platform";
  /**
   * Days for which the role may be activated, instead of being held.
   * @default none: the role is held
   */
  readonly eligibleDays?: number;
}

/** A workspace that sections of a stack bring along. */
type Workspace = "learning" | "databricks";

/** What grants are given on. */
export interface AccessScopes {
  readonly accounts: Readonly<Record<string, Account>>;
  readonly data: Data | undefined;
  readonly learning: Learning | undefined;
}

/** Roles of a group, by what they are given on. */
interface GroupRoles {
  /** On each account. */
  readonly account?: readonly RoleName[];
  readonly platform?: readonly RoleName[];
  readonly learning?: readonly RoleName[];
  readonly databricks?: readonly RoleName[];
}

/**
 * What each group of `identity.groups` may do. On an account, a role holds for that account alone. Vaults and the
 * workspace are locked in a protected environment, and a lock would also block taking a role away: roles on them are
 * given on the resource group, which holds nothing but the platform.
 */
const groupRoles: Record<GroupName, GroupRoles> = {
  platformAdmins: {
    account: ["cognitiveServicesContributor"],
    platform: ["keyVaultCryptoOfficer", "networkContributor", "logAnalyticsContributor"],
  },
  modelDevelopers: { account: ["cognitiveServicesOpenAIContributor"] },
  modelUsers: { account: ["cognitiveServicesOpenAIUser"] },
  // What people may do inside of Databricks, its own groups say, which its account takes over from Entra ID.
  dataScientists: { learning: ["azureMLDataScientist"], databricks: ["reader"] },
  auditors: { platform: ["reader", "logAnalyticsReader", "costManagementReader"] },
};

/** The role that lets somebody call deployments, and nothing else. */
export const callerRole = "cognitiveServicesOpenAIUser" satisfies RoleName;

/** Every grant of a stack, each once: Azure refuses the same role of one principal on one scope a second time. */
export function plannedGrants(config: StackConfig): readonly PlannedGrant[] {
  const grants = [...grantsOfGroups(config), ...grantsOfWorkloads(config)];
  return [...new Map(grants.map((grant) => [grantKey(grant), grant])).values()];
}

/** Accounts whose deployments a workload calls. */
export function accountsOf(workload: StackConfig["workloads"][number], config: StackConfig): string[] {
  const called = new Set(workload.models.map(({ deployment }) => deployment));
  return [
    ...new Set(
      config.models.deployments.filter(({ name }) => called.has(name)).map(({ account }) => account),
    ),
  ];
}

function grantsOfGroups(config: StackConfig): PlannedGrant[] {
  const workspaces = { learning: config.learning, databricks: config.data?.databricks };
  return (Object.keys(groupRoles) as GroupName[]).flatMap((group) => {
    const member = principalOfGroup(group, config.identity);
    if (member === undefined) return [];
    const { account = [], ...others } = groupRoles[group];
    const { eligible } = config.identity;
    const activates = eligible?.groups.includes(group) ?? false;
    const byGroup = activates && eligible?.activation !== undefined;
    const principal: PlannedGrant["principal"] = byGroup ? { kind: "activated", name: group } : member;
    const held = activates && !byGroup && eligible ? { eligibleDays: eligible.days } : {};
    return [
      ...config.models.accounts.flatMap(({ name }) =>
        account.map((role): PlannedGrant => ({ principal, role, on: { account: name }, ...held })),
      ),
      ...(["platform", "learning", "databricks"] as const).flatMap((on) =>
        on === "platform" || workspaces[on]
          ? (others[on] ?? []).map((role): PlannedGrant => ({ principal, role, on, ...held }))
          : [],
      ),
    ];
  });
}

/** Behind a gateway, its identity alone calls for a workload: a role of the workload's own would lead past its limits. */
function callsDirectly({ name }: StackConfig["workloads"][number], { gateway }: StackConfig): boolean {
  return gateway === undefined || gateway.directAccess.includes(name);
}

function grantsOfWorkloads(config: StackConfig): PlannedGrant[] {
  const direct = config.workloads.filter((workload) => callsDirectly(workload, config));
  return direct.flatMap((workload) =>
    accountsOf(workload, config).flatMap((account): PlannedGrant[] => [
      { principal: principalOfWorkloadGroup(workload), role: callerRole, on: { account } },
      { principal: { kind: "workload", name: workload.name }, role: callerRole, on: { account } },
    ]),
  );
}

function principalOfGroup(
  name: GroupName,
  { groups, create }: StackConfig["identity"],
): PlannedGrant["principal"] | undefined {
  const id = groups[name];
  if (id !== undefined) return groupPrincipal(id);
  return create?.groups.some((made) => made === name) ? { kind: "made", name } : undefined;
}

function principalOfWorkloadGroup({ name, group }: WorkloadConfig): PlannedGrant["principal"] {
  return group === undefined ? { kind: "madeForWorkload", name } : groupPrincipal(group);
}

function groupPrincipal(id: string): PlannedGrant["principal"] {
  return { kind: "group", id: id.toLowerCase() };
}

function grantKey({ principal, role, on }: PlannedGrant): string {
  const who = principal.kind === "group" ? principal.id : principal.name;
  return [principal.kind, who, role, typeof on === "string" ? on : on.account].join("|");
}

/** Gives everybody the roles that are planned for them. */
export function createAccess(
  site: Site,
  grants: readonly PlannedGrant[],
  scopes: AccessScopes,
  workloads: Readonly<Record<string, WorkloadIdentity>>,
  directory: Directory,
): Access {
  const resolved = grants.map(({ principal, role, on, ...held }): Grant => ({
    ...principalOf(principal, workloads, directory),
    ...held,
    role,
    on: typeof on === "string" ? on : on.account,
    scope: scopeOf(on, site, scopes),
  }));
  return new Access(`${site.prefix}-access`, { grants: resolved }, site.inPlatform);
}

function scopeOf(
  on: PlannedGrant["on"],
  { group }: Site,
  { accounts, data, learning }: AccessScopes,
): pulumi.Output<string> {
  if (typeof on !== "string") return known(accounts, on.account).id;
  if (on === "platform") return group.id;
  const workspaces = {
    ...(learning ? { learning: learning.workspace.id } : {}),
    ...(data ? { databricks: data.workspace.id } : {}),
  };
  return known<pulumi.Output<string>>(workspaces, on);
}

function principalOf(
  principal: PlannedGrant["principal"],
  workloads: Readonly<Record<string, WorkloadIdentity>>,
  { groups, workloads: madeFor, activated }: Directory,
): Pick<Grant, "principal" | "principalId" | "principalType"> {
  switch (principal.kind) {
    case "group":
      return { principal: principal.id, principalId: principal.id, principalType: "Group" };
    case "made": {
      const { objectId } = known(groups, principal.name);
      return { principal: principal.name, principalId: objectId, principalType: "Group" };
    }
    case "activated": {
      const { objectId } = known(activated, principal.name);
      return { principal: `${principal.name}-active`, principalId: objectId, principalType: "Group" };
    }
    case "madeForWorkload": {
      const { objectId } = known(madeFor, principal.name);
      return { principal: `${principal.name}-group`, principalId: objectId, principalType: "Group" };
    }
    case "workload": {
      const { principalId } = known(workloads, principal.name);
      return { principal: principal.name, principalId, principalType: "ServicePrincipal" };
    }
  }
}
