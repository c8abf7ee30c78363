import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import type { WorkloadIdentity } from "../../components/security/workload-identity";
import { roles } from "../../catalog/roles";
import type { PlannedGrant } from "./access";
import { agentOutputs, type Agents } from "./agents";
import { dataOutputs, type Data } from "./data";
import type { Gateway } from "./gateway";
import { directoryOutputs, type Directory } from "./identity";
import { learningOutputs, type Learning } from "./learning";
import type { Site } from "./site";

/** The parts of a platform that its outputs tell of. */
export interface PlatformParts {
  readonly site: Site;
  readonly vaults: Readonly<Record<string, Vault>>;
  readonly accounts: Readonly<Record<string, Account>>;
  readonly workloads: Readonly<Record<string, WorkloadIdentity>>;
  readonly grants: readonly PlannedGrant[];
  readonly directory: Directory;
  /** @default the stack has no gateway */
  readonly gateway?: Gateway;
  /** @default the stack has no agents */
  readonly agents?: Agents;
  /** @default the stack prepares no data */
  readonly data?: Data;
  /** @default the stack trains nothing */
  readonly learning?: Learning;
}

/** What a user of the platform needs to know: where to call, what is there, who may call. Nothing of it is a secret. */
export function platformOutputs(parts: PlatformParts): Record<string, unknown> {
  const { site, vaults, accounts, workloads, grants, directory, gateway, agents, data, learning } = parts;
  const { config, group, monitoring } = site;
  return {
    resourceGroup: group.groupName,
    endpoints: mapValues(accounts, ({ endpoint }) => endpoint),
    deployments: config.models.deployments.map(({ name, account, model, version, sku, capacity }) => ({
      name,
      account,
      model,
      version,
      sku,
      capacity,
    })),
    access: grants.map(({ principal, role, on, eligibleDays }) => ({
      principal: principalText(principal),
      role: `${roles[role].name}${eligibleDays === undefined && principal.kind !== "activated" ? "" : ", once activated"}`,
      on: placeText(on),
    })),
    ...(Object.values(directory).some((made) => Object.keys(made as object).length > 0)
      ? { directory: directoryOutputs(directory) }
      : {}),
    identities: mapValues(workloads, ({ clientId }) => clientId),
    vaults: mapValues(vaults, ({ vaultUri }) => vaultUri),
    workspace: monitoring.workspaceName,
    ...(gateway ? { gateway: gatewayOutputs(gateway) } : {}),
    ...(agents ? { agents: agentOutputs(agents) } : {}),
    ...(data ? { data: dataOutputs(data) } : {}),
    ...(learning ? { learning: learningOutputs(learning) } : {}),
  };
}

function principalText(principal: PlannedGrant["principal"]): string {
  if (principal.kind === "group") return `group ${principal.id}`;
  if (principal.kind === "madeForWorkload") return `group of ${principal.name}`;
  return `${principal.kind === "workload" ? "workload" : "group"} ${principal.name}`;
}

function placeText(on: PlannedGrant["on"]): string {
  if (typeof on !== "string") return on.account;
  return on === "platform" ? "everything" : on;
}

/** Where workloads call, and the address that a hub's resolver has to answer with. */
function gatewayOutputs({ service, routes }: Gateway): Record<string, unknown> {
  return {
    url: service.url,
    privateIpAddress: service.privateIpAddress,
    ...(service.isRegional
      ? { privateIpAddresses: service.privateIpAddresses, regions: service.regionalUrls }
      : {}),
    workloads: mapValues(routes, ({ url }) => url),
  };
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
