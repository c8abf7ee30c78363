import type { OpenAIAccount } from "../../components/openai/openai-account";
import { Access, type Grant } from "../../components/security/access";
import type { WorkloadIdentity } from "../../components/security/workload-identity";
import type { RoleName } from "../../catalog/roles";
import type { StackConfig } from "../config";
import type { Directory, GroupName } from "./identity";
import { known } from "./known";
import type { Site } from "./site";

/** A role on a part of the platform, before anything has an ID. */
export interface PlannedGrant {
  readonly principal:
    | { readonly kind: "group"; readonly id: string }
    /** A group that the stack makes. */
    | { readonly kind: "made"; readonly name: GroupName }
    /** The identity of a workload. */
    | { readonly kind: "workload"; readonly name: string };
  readonly role: RoleName;
  /** An account by name, or everything in the platform's resource group. */
  readonly on: { readonly account: string } | "platform";
}

/**
 * What each group of `identity.groups` may do. On an account, a role holds for that account alone. Vaults and the
 * workspace are locked in a protected environment, and a lock would also block taking a role away: roles on them are
 * given on the resource group, which holds nothing but the platform.
 */
const groupRoles: Record<
  GroupName,
  { readonly account: readonly RoleName[]; readonly platform: readonly RoleName[] }
> = {
  platformAdmins: {
    account: ["cognitiveServicesContributor"],
    platform: ["keyVaultCryptoOfficer", "networkContributor", "logAnalyticsContributor"],
  },
  modelDevelopers: { account: ["cognitiveServicesOpenAIContributor"], platform: [] },
  modelUsers: { account: ["cognitiveServicesOpenAIUser"], platform: [] },
  auditors: { account: [], platform: ["reader", "logAnalyticsReader", "costManagementReader"] },
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

function grantsOfGroups({ identity, models }: StackConfig): PlannedGrant[] {
  return (Object.keys(groupRoles) as GroupName[]).flatMap((group) => {
    const principal = principalOfGroup(group, identity);
    if (principal === undefined) return [];
    const { account, platform } = groupRoles[group];
    return [
      ...models.accounts.flatMap(({ name }) =>
        account.map((role): PlannedGrant => ({ principal, role, on: { account: name } })),
      ),
      ...platform.map((role): PlannedGrant => ({ principal, role, on: "platform" })),
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
      { principal: groupPrincipal(workload.group), role: callerRole, on: { account } },
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

function groupPrincipal(id: string): PlannedGrant["principal"] {
  return { kind: "group", id: id.toLowerCase() };
}

function grantKey({ principal, role, on }: PlannedGrant): string {
  const who = principal.kind === "group" ? principal.id : principal.name;
  return [principal.kind, who, role, on === "platform" ? on : on.account].join("|");
}

/** Gives everybody the roles that are planned for them. */
export function createAccess(
  { prefix, group, inPlatform }: Site,
  grants: readonly PlannedGrant[],
  accounts: Readonly<Record<string, OpenAIAccount>>,
  workloads: Readonly<Record<string, WorkloadIdentity>>,
  directory: Directory,
): Access {
  const resolved = grants.map(({ principal, role, on }): Grant => ({
    ...principalOf(principal, workloads, directory),
    role,
    ...(on === "platform"
      ? { on, scope: group.id }
      : { on: on.account, scope: known(accounts, on.account).id }),
  }));
  return new Access(`${prefix}-access`, { grants: resolved }, inPlatform);
}

function principalOf(
  principal: PlannedGrant["principal"],
  workloads: Readonly<Record<string, WorkloadIdentity>>,
  { groups }: Directory,
): Pick<Grant, "principal" | "principalId" | "principalType"> {
  if (principal.kind === "group") {
    return { principal: principal.id, principalId: principal.id, principalType: "Group" };
  }
  if (principal.kind === "made") {
    const { objectId } = known(groups, principal.name);
    return { principal: principal.name, principalId: objectId, principalType: "Group" };
  }
  return {
    principal: principal.name,
    principalId: known(workloads, principal.name).principalId,
    principalType: "ServicePrincipal",
  };
}
