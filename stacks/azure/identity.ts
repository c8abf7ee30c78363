import type * as pulumi from "@pulumi/pulumi";
import { ActivatedGroup } from "../../components/identity/activated-group";
import { DirectoryGroup } from "../../components/identity/directory-group";
import { FederatedApplication } from "../../components/identity/federated-application";
import type { StackConfig, WorkloadConfig } from "../config";
import { known } from "./known";
import type { Site } from "./site";

/** A group of `identity.groups`, or one that the stack makes in its place. */
export type GroupName = keyof StackConfig["identity"]["groups"];

/** What a stack makes in Entra ID. */
export interface Directory {
  readonly groups: Readonly<Record<string, DirectoryGroup>>;
  /** The groups of workloads that have none yet, by the workload's name. */
  readonly workloads: Readonly<Record<string, DirectoryGroup>>;
  readonly applications: Readonly<Record<string, FederatedApplication>>;
  /** The groups that hold what members of an eligible group activate, by that group's name. */
  readonly activated: Readonly<Record<string, ActivatedGroup>>;
}

const purposes: Readonly<Record<GroupName, { readonly name: string; readonly purpose: string }>> = {
  platformAdmins: { name: "platform-admins", purpose: "Run the platform" },
  modelDevelopers: { name: "model-developers", purpose: "Change deployments and content filters" },
  modelUsers: { name: "model-users", purpose: "Call deployments" },
  dataScientists: { name: "data-scientists", purpose: "Train models and prepare data" },
  auditors: { name: "auditors", purpose: "Read configuration, logs and costs, and change nothing" },
};

/** Makes the groups and registrations that the stack file asks for, before anything is granted to them. */
export function createDirectory(site: Site): Directory {
  const { config, prefix, group, inPlatform } = site;
  const { create, applications } = config.identity;
  const groups = (create?.groups ?? []).map((key): [string, DirectoryGroup] => {
    const { name, purpose } = purposes[key];
    return [key, createGroup(site, name, purpose, create?.owners ?? [])];
  });
  const workloads = config.workloads.flatMap(({ name, createGroup: made }): [string, DirectoryGroup][] =>
    made ? [[name, createGroup(site, `workload-${name}`, `Work on ${name}`, made.owners)]] : [],
  );
  const registered = applications.map((each): [string, FederatedApplication] => {
    const { name, owners, federation, identifierUri, roles } = each;
    const args = { displayName: `${prefix}-${name}`, owners, federation, roles, scope: group.id };
    return [
      name,
      new FederatedApplication(
        `${prefix}-app-${name}`,
        { ...args, ...(identifierUri === undefined ? {} : { identifierUri }) },
        inPlatform,
      ),
    ];
  });
  return {
    groups: Object.fromEntries(groups),
    workloads: Object.fromEntries(workloads),
    applications: Object.fromEntries(registered),
    activated: createActivated(site, Object.fromEntries(groups)),
  };
}

/** A group for each that activates its roles on terms of this stack. */
function createActivated(
  { config, prefix, inPlatform }: Site,
  made: Readonly<Record<string, DirectoryGroup>>,
): Record<string, ActivatedGroup> {
  const { groups, eligible } = config.identity;
  const { activation: terms, days = 0 } = eligible ?? {};
  if (!terms) return {};
  const activated = (eligible?.groups ?? []).map((key): [string, ActivatedGroup] => {
    const { name, purpose } = purposes[key];
    const displayName = `${prefix}-${name}-active`;
    const description = `${purpose}, for some hours: AI platform ${prefix}. Entered by activation only.`;
    const group = groups[key] ?? known(made, key).objectId;
    const args = { displayName, description, eligible: group, days, terms };
    return [key, new ActivatedGroup(displayName, args, inPlatform)];
  });
  return Object.fromEntries(activated);
}

function createGroup(
  { prefix, inPlatform }: Site,
  name: string,
  purpose: string,
  owners: readonly string[],
): DirectoryGroup {
  const displayName = `${prefix}-${name}`;
  const description = `${purpose}: AI platform ${prefix}. Cornerstone manages the group, its owners its members.`;
  return new DirectoryGroup(displayName, { displayName, description, owners }, inPlatform);
}

/** Object ID of the group of a workload: the existing one, or the one that the stack makes. */
export function groupOf({ name, group }: WorkloadConfig, { workloads }: Directory): pulumi.Input<string> {
  return group ?? known(workloads, name).objectId;
}

/** Object IDs of the groups and client IDs of the applications: what pipelines and other stacks name them by. */
export function directoryOutputs({
  groups,
  workloads,
  applications,
  activated,
}: Directory): Record<string, unknown> {
  return {
    groups: idsOf(groups, ({ objectId }) => objectId),
    ...(Object.keys(activated).length > 0 ? { activated: idsOf(activated, ({ objectId }) => objectId) } : {}),
    ...(Object.keys(workloads).length > 0 ? { workloads: idsOf(workloads, ({ objectId }) => objectId) } : {}),
    applications: idsOf(applications, ({ clientId }) => clientId),
  };
}

function idsOf<T>(
  made: Readonly<Record<string, T>>,
  idOf: (one: T) => pulumi.Output<string>,
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(made).map(([name, one]) => [name, idOf(one)]));
}
