import type * as pulumi from "@pulumi/pulumi";
import { agentEgressRules } from "../../components/agents/agent-egress";
import type { AgentStoreNames } from "../../components/agents/agent-stores";
import { agentPlan, AgentSubnets } from "../../components/agents/agent-subnets";
import { subnetRange } from "../../components/network/address-plan";
import { EgressFirewall } from "../../components/network/egress-firewall";
import type { PrivateNetwork } from "../../components/network/private-network";
import { physicalName } from "../../components/shared/naming";
import type { StackConfig } from "../config";
import type { Site } from "./site";

type AgentsConfig = NonNullable<StackConfig["agents"]>;

/** What agents need before the account that carries them is made. */
export interface AgentGround {
  readonly config: AgentsConfig;
  /** ARM ID of the subnet that agents run in. */
  readonly subnetId: pulumi.Input<string>;
  /** ARM ID of the subnet that code runs in; undefined where none does. */
  readonly codeSubnetId: pulumi.Input<string> | undefined;
  /** The way out of the network, where it is the platform's own. */
  readonly firewall: EgressFirewall | undefined;
  /** Names of the stores of each project, by its workload. */
  readonly storeNames: Readonly<Record<string, StoreNames>>;
}

type StoreNames = { readonly [Store in keyof AgentStoreNames]: pulumi.Output<string> };

/** Makes the subnets of agents and decides the names of their stores: the account is written with both. */
export function prepareAgents(site: Site, network: PrivateNetwork): AgentGround | undefined {
  const { prefix, home, monitoring, inPlatform } = site;
  const { agents: config } = site.config;
  if (!config) return undefined;
  const storeNames = Object.fromEntries(
    config.projects.map(({ workload }) => [workload, namesOfStores(site, workload)]),
  );
  const { subnetId, codeExecutionSubnetId: codeSubnetId } = config;
  if (subnetId !== undefined) return { config, storeNames, subnetId, codeSubnetId, firewall: undefined };
  const firewall = createFirewall(site, config, network);
  const firewallAddress = firewall?.privateAddress ?? config.egress?.firewallAddress;
  const subnets = new AgentSubnets(
    `${prefix}-agents`,
    {
      ...home,
      network,
      workspaceId: monitoring.workspaceId,
      codeExecution: runsCode(config),
      ...(firewallAddress === undefined ? {} : { firewallAddress }),
    },
    inPlatform,
  );
  return { config, storeNames, subnetId: subnets.agents, codeSubnetId: subnets.codeExecution, firewall };
}

function runsCode({ projects }: AgentsConfig): boolean {
  return projects.some(({ codeExecution }) => codeExecution);
}

/** The way out of the platform's own network, where hosts are listed that agents may call. */
function createFirewall(
  { prefix, home, monitoring, inPlatform, ...site }: Site,
  config: AgentsConfig,
  network: PrivateNetwork,
): EgressFirewall | undefined {
  const { allowedHosts } = config.egress ?? {};
  const { space } = network;
  if (allowedHosts === undefined || !space) return undefined;
  const rangeOf = (subnet: keyof typeof agentPlan) => subnetRange(space.addressSpace, agentPlan[subnet]);
  const ranges = {
    agents: rangeOf("agents"),
    ...(runsCode(config) ? { codeExecution: rangeOf("code-execution") } : {}),
  };
  return new EgressFirewall(
    `${prefix}-egress`,
    {
      ...home,
      network,
      workspaceId: monitoring.workspaceId,
      rules: agentEgressRules(ranges, allowedHosts),
      zoneRedundant: site.protected,
    },
    inPlatform,
  );
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
