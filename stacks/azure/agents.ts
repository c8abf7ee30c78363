import type * as pulumi from "@pulumi/pulumi";
import { AccountCapabilityHost } from "../../components/agents/account-capability-host";
import { AgentApplications } from "../../components/agents/agent-applications";
import { AgentCapabilities } from "../../components/agents/agent-capabilities";
import { AgentProject } from "../../components/agents/agent-project";
import { AgentStores, type AgentStoreNames } from "../../components/agents/agent-stores";
import { agentPlan, AgentSubnets } from "../../components/agents/agent-subnets";
import { CodeExecution } from "../../components/agents/code-execution";
import { definitionOfTool, type AgentTool } from "../../components/agents/tools";
import { subnetRange } from "../../components/network/address-plan";
import { EgressFirewall } from "../../components/network/egress-firewall";
import type { PrivateNetwork } from "../../components/network/private-network";
import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import { physicalName } from "../../components/shared/naming";
import { workloadTags } from "../../components/shared/tags";
import type { StackConfig, WorkloadConfig } from "../config";
import { groupOf, type Directory } from "./identity";
import { known } from "./known";
import type { Connect } from "./networking";
import type { Site } from "./site";

type AgentsConfig = NonNullable<StackConfig["agents"]>;
type ProjectConfig = AgentsConfig["projects"][number];

/** What agents need before the account that carries them is made. */
export interface AgentGround {
  readonly config: AgentsConfig;
  /** ARM ID of the subnet that agents run in. */
  readonly subnetId: pulumi.Input<string>;
  /** ARM ID of the subnet that code runs in; undefined where none does. */
  readonly codeSubnetId: pulumi.Input<string> | undefined;
  /** Names of the stores of each project, by its workload. */
  readonly storeNames: Readonly<Record<string, StoreNames>>;
}

type StoreNames = { readonly [Store in keyof AgentStoreNames]: pulumi.Output<string> };

/** The agents of one workload, complete. */
interface ProjectParts {
  readonly config: ProjectConfig;
  readonly stores: AgentStores;
  readonly project: AgentProject;
  readonly capabilities: AgentCapabilities;
}

/** The agents of a platform. */
export interface Agents {
  readonly projects: Readonly<Record<string, ProjectParts>>;
  readonly codeExecution: CodeExecution | undefined;
  /** Everything of them, for what must come after. */
  readonly components: readonly pulumi.ComponentResource[];
}

/** Makes the subnets of agents and decides the names of their stores: the account is written with both. */
export function prepareAgents(site: Site, network: PrivateNetwork): AgentGround | undefined {
  const { prefix, home, monitoring, inPlatform } = site;
  const { agents: config } = site.config;
  if (!config) return undefined;
  const runsCode = config.projects.some(({ codeExecution }) => codeExecution);
  const storeNames = Object.fromEntries(
    config.projects.map(({ workload }) => [workload, namesOfStores(site, workload)]),
  );
  if (config.subnetId !== undefined) {
    return { config, storeNames, subnetId: config.subnetId, codeSubnetId: config.codeExecutionSubnetId };
  }
  const { workspaceId } = monitoring;
  const firewallAddress = wayOut(site, config, network);
  const subnets = new AgentSubnets(
    `${prefix}-agents`,
    {
      ...home,
      network,
      workspaceId,
      codeExecution: runsCode,
      ...(firewallAddress === undefined ? {} : { firewallAddress }),
    },
    inPlatform,
  );
  return { config, storeNames, subnetId: subnets.agents, codeSubnetId: subnets.codeExecution };
}

/** Where what leaves the network goes: a firewall of the platform's own, another's, or nowhere. */
function wayOut(
  { prefix, home, monitoring, inPlatform, ...site }: Site,
  { egress }: AgentsConfig,
  network: PrivateNetwork,
): pulumi.Input<string> | undefined {
  const { firewallAddress, allowedHosts } = egress ?? {};
  const { space } = network;
  if (allowedHosts === undefined || !space) return firewallAddress;
  const { workspaceId } = monitoring;
  return new EgressFirewall(
    `${prefix}-egress`,
    {
      ...home,
      network,
      workspaceId,
      allowedHosts,
      sources: [subnetRange(space.addressSpace, agentPlan.agents)],
      zoneRedundant: site.protected,
    },
    inPlatform,
  ).privateAddress;
}

/** Stores, projects and everything that lets agents work; after the account and its private endpoint. */
export function createAgents(
  site: Site,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  accounts: Readonly<Record<string, Account>>,
  directory: Directory,
  ground: AgentGround | undefined,
): Agents | undefined {
  if (!ground) return undefined;
  const { config } = ground;
  const account = known(accounts, config.account);
  const begun = config.projects.map((project) =>
    beginProject(site, connect, vaults, account, directory, ground, project),
  );
  // Between the projects and what they run on, so that a destroy takes it away between the two.
  if (config.capabilityHost === "explicit") {
    const args = { account, subnetId: ground.subnetId };
    new AccountCapabilityHost(`${site.prefix}-agents-${config.account}`, args, site.inPlatform);
  }
  const projects = begun.map((one): [string, ProjectParts] => [
    one.config.workload,
    { ...one, capabilities: equipProject(site, account, one) },
  ]);
  const codeExecution = createCodeExecution(site, connect, ground, begun);
  const components = projects.flatMap(([, { stores, project, capabilities }]) => [
    stores,
    project,
    capabilities,
  ]);
  return {
    projects: Object.fromEntries(projects),
    codeExecution,
    components: [...components, ...(codeExecution ? [codeExecution] : [])],
  };
}

type Begun = Omit<ProjectParts, "capabilities">;

function beginProject(
  site: Site,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  account: Account,
  directory: Directory,
  ground: AgentGround,
  config: ProjectConfig,
): Begun {
  const { home, monitoring, inPlatform } = site;
  const workload = workloadOf(site, config);
  const name = nameOf(site, config);
  const tags = workloadTags(home.tags, workload);
  const stores = new AgentStores(
    name,
    {
      ...home,
      tags,
      vault: known(vaults, home.location),
      protected: site.protected,
      workspaceId: monitoring.workspaceId,
      names: known(ground.storeNames, config.workload),
      searchSku: config.searchSku,
    },
    inPlatform,
  );
  for (const store of ["threads", "vectors", "files"] as const)
    connect(stores[store], `${name}-${store}`, []);
  const project = new AgentProject(
    name,
    {
      ...home,
      tags,
      account,
      projectName: config.workload,
      description: config.description,
      stores,
      group: groupOf(workload, directory),
      after: [account, stores],
    },
    inPlatform,
  );
  return { config, stores, project };
}

function equipProject(site: Site, account: Account, { config, stores, project }: Begun): AgentCapabilities {
  const name = nameOf(site, config);
  const capabilities = new AgentCapabilities(
    name,
    {
      account,
      project,
      projectName: config.workload,
      location: site.home.location,
      stores,
      tools: config.tools.map(toolOf),
    },
    site.inPlatform,
  );
  if (config.applications.length > 0) {
    new AgentApplications(name, { account, project, applications: config.applications }, site.inPlatform);
  }
  return capabilities;
}

function createCodeExecution(
  site: Site,
  connect: Connect,
  { config, codeSubnetId }: AgentGround,
  projects: readonly Begun[],
): CodeExecution | undefined {
  const users = projects.filter((project) => project.config.codeExecution);
  if (users.length === 0 || codeSubnetId === undefined) return undefined;
  const { prefix, home, monitoring, inPlatform } = site;
  const name = `${prefix}-code`;
  const sandboxes = new CodeExecution(
    name,
    {
      ...home,
      subnetId: codeSubnetId,
      workspaceId: monitoring.workspaceId,
      zoneRedundant: site.protected,
      pools: Object.fromEntries(
        users.map(({ config: { workload }, project }) => [workload, project.identity.principalId]),
      ),
      ...config.codeExecution,
    },
    inPlatform,
  );
  connect(sandboxes, name, []);
  return sandboxes;
}

/** What somebody who builds or calls agents needs to know of a workload's project. */
export function agentOutputs({ projects, codeExecution }: Agents): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(projects).map(([workload, { config, project, stores, capabilities }]) => [
      workload,
      {
        endpoint: project.endpoint,
        identity: project.identity.clientId,
        vectorKey: stores.vectors.keyUri,
        tools: config.tools.map((tool) =>
          definitionOfTool(toolOf(tool), known(capabilities.toolConnections, tool.name)),
        ),
        ...(config.codeExecution && codeExecution
          ? { codeExecution: known(codeExecution.endpoints, workload) }
          : {}),
      },
    ]),
  );
}

function toolOf({ name, kind, url, audience, description }: ProjectConfig["tools"][number]): AgentTool {
  return {
    name,
    kind,
    url,
    ...(audience === undefined ? {} : { audience }),
    ...(description === undefined ? {} : { description }),
  };
}

function nameOf({ prefix }: Site, { workload }: ProjectConfig): string {
  return `${prefix}-agents-${workload}`;
}

function workloadOf({ config }: Site, { workload: name }: ProjectConfig): WorkloadConfig {
  return known(Object.fromEntries(config.workloads.map((workload) => [workload.name, workload])), name);
}

/** Everybody in Azure shares these names, and a storage account's takes no hyphen. */
function namesOfStores({ prefix, group }: Site, workload: string): StoreNames {
  return {
    threads: group.id.apply((id) =>
      physicalName("Microsoft.DocumentDB/databaseAccounts", [prefix, workload, "threads"], id),
    ),
    vectors: group.id.apply((id) =>
      physicalName("Microsoft.Search/searchServices", [prefix, workload, "vectors"], id),
    ),
    files: group.id.apply((id) =>
      physicalName("Microsoft.Storage/storageAccounts", [prefix, workload, "files"], id).replaceAll("-", ""),
    ),
  };
}
