import { BedrockAccess } from "../../components/gateway/bedrock-access";
import { GatewayHostName } from "../../components/gateway/gateway-host-name";
import { GatewaySubnet } from "../../components/gateway/gateway-subnet";
import { ModelBackends } from "../../components/gateway/model-backends";
import { ModelGateway } from "../../components/gateway/model-gateway";
import {
  planPools,
  tokensPerMinute,
  type InventoryDeployment,
  type ModelPool,
} from "../../components/gateway/plan";
import { WorkloadRoute, type WorkloadRouteArgs } from "../../components/gateway/workload-route";
import type { PrivateNetwork } from "../../components/network/private-network";
import type { Account } from "../../components/openai/account";
import type { WorkloadIdentity } from "../../components/security/workload-identity";
import { physicalName } from "../../components/shared/naming";
import type { StackConfig, WorkloadConfig } from "../config";
import { gatewayInventory, statedMonthlyTokens } from "../config/gateway-inventory";
import type { Vault } from "../../components/security/vault";
import { cacheUse, createSemanticCache } from "./gateway-cache";
import { groupOf, type Directory } from "./identity";
import { createGatewayRegions, networksOf, type RegionalGateway } from "./gateway-regions";
import { connectSafety } from "./gateway-safety";
import { known } from "./known";
import type { Networking, PlacedNetwork } from "./networking";
import { readSecondary, type Secondary } from "./secondary";
import type { Site } from "./site";

/** A gateway, and the way of each workload through it by the workload's name. */
export interface Gateway {
  readonly service: ModelGateway;
  readonly backends: ModelBackends;
  readonly routes: Readonly<Record<string, WorkloadRoute>>;
  /** Networks that were made for it in further regions. */
  readonly networks: readonly PlacedNetwork[];
}

type GatewayConfig = NonNullable<StackConfig["gateway"]>;

/** How far above its stated usage a workload's monthly quota lies. */
const quotaHeadroom = 1.5;

/** The gateway of a stack that declares one: the service, every deployment behind it, a way for each workload. */
export function createGateway(
  site: Site,
  networking: Networking,
  accounts: Readonly<Record<string, Account>>,
  vaults: Readonly<Record<string, Vault>>,
  workloads: Readonly<Record<string, WorkloadIdentity>>,
  directory: Directory,
): Gateway | undefined {
  const { config } = site;
  if (!config.gateway) return undefined;
  const inventory = gatewayInventory(config.models);
  const callers = config.workloads.filter((workload) => poolsOf(workload, config, inventory).length > 0);
  const regions = createGatewayRegions(site, networking, accounts);
  const service = createService(site, config.gateway, networking.network, regions);
  const called = inventory.filter(({ name }) =>
    callers.some(({ models }) => models.some(({ deployment }) => deployment === name)),
  );
  const backends = createBackends(site, service, accounts, called);
  const contentSafety = config.gateway.contentSafety ? connectSafety(site, service, accounts) : undefined;
  const secondCloud = connectSecondCloud(site, service);
  const cache = createSemanticCache(site, networking.connect, service, accounts, vaults);
  const routes = callers.map((workload): [string, WorkloadRoute] => [
    workload.name,
    new WorkloadRoute(
      `${site.prefix}-gateway-${workload.name}`,
      {
        gateway: service,
        backends,
        workload: workload.name,
        group: groupOf(workload, directory),
        clientId: known(workloads, workload.name).clientId,
        audiences: config.gateway?.audiences ?? [],
        pools: poolsOf(workload, config, inventory),
        limits: limitsOf(workload, config.gateway as GatewayConfig, inventory),
        ...(contentSafety ? { contentSafety } : {}),
        ...cacheUse(workload.name, config, cache),
        ...standInsOf(workload, poolsOf(workload, config, inventory), config, secondCloud),
      },
      { parent: service },
    ),
  ]);
  const networks = regions.flatMap(({ own }) => own ?? []);
  return { service, backends, routes: Object.fromEntries(routes), networks };
}

function poolsOf(workload: WorkloadConfig, config: StackConfig, inventory: readonly InventoryDeployment[]) {
  const regions = (config.gateway?.regions ?? []).map(({ region }) => region);
  return planPools(workload.name, workload.models, inventory, config.environment.region, regions);
}

function createService(
  site: Site,
  config: GatewayConfig,
  network: PrivateNetwork,
  regions: readonly RegionalGateway[],
): ModelGateway {
  const { prefix, home, group, monitoring, inPlatform, tenantId } = site;
  const { environment } = site.config;
  const name = `${prefix}-gateway`;
  const { workspaceId } = monitoring;
  const caches = config.semanticCache !== undefined;
  const subnetId =
    config.subnetId ??
    new GatewaySubnet(
      name,
      { ...home, network, workspaceId, ...(caches ? { semanticCache: true } : {}) },
      inPlatform,
    ).id;
  const service = new ModelGateway(
    name,
    {
      ...home,
      serviceName: group.id.apply((id) => physicalName("Microsoft.ApiManagement/service", [name], id)),
      publisherEmail: environment.owner,
      publisherName: environment.organization,
      subnetId,
      tenantId,
      monitoring,
      capacity: config.capacity,
      zones: config.zones,
      ...(caches ? { systemIdentity: true } : {}),
      regions: regions.map(({ location, subnetId: there, capacity, zones }) => ({
        location,
        subnetId: there,
        capacity,
        zones,
      })),
    },
    inPlatform,
  );
  // Elsewhere the hub's own resolver has to know the name: the outputs tell the address.
  if (site.config.network.dns.mode === "own") {
    const { resourceGroupName, tags } = home;
    const { virtualNetworkId } = network;
    new GatewayHostName(
      name,
      { resourceGroupName, tags, gateway: service, virtualNetworkId, elsewhere: networksOf(regions) },
      { parent: service },
    );
  }
  return service;
}

function createBackends(
  { prefix }: Site,
  gateway: ModelGateway,
  accounts: Readonly<Record<string, Account>>,
  deployments: readonly InventoryDeployment[],
): ModelBackends {
  const names = [...new Set(deployments.map(({ account }) => account))];
  return new ModelBackends(
    `${prefix}-gateway-models`,
    {
      gateway,
      accounts: Object.fromEntries(
        names.map((name) => {
          const { id, endpoint } = known(accounts, name);
          return [name, { id, endpoint }];
        }),
      ),
      deployments: deployments.map(({ name, account }) => ({ name, account })),
    },
    { parent: gateway },
  );
}

interface SecondCloudAccess {
  readonly bedrock: BedrockAccess;
  readonly secondary: Secondary;
}

/** The way to the models of another stack that may stand in for deployments. */
function connectSecondCloud(
  { config, prefix, inPlatform }: Site,
  gateway: ModelGateway,
): SecondCloudAccess | undefined {
  const secondary = readSecondary(config, inPlatform);
  if (!secondary || !config.secondary) return undefined;
  const names = [...new Set(config.secondary.standIns.map(({ model }) => model))];
  const bedrock = new BedrockAccess(
    `${prefix}-gateway-bedrock`,
    {
      gateway,
      region: secondary.region,
      roleArn: secondary.roleArn,
      audience: secondary.audience,
      models: names.map((name) => {
        const { modelId, guardrailArn, guardrailVersion } = secondary.model(name);
        return { name, modelId, guardrailArn, guardrailVersion };
      }),
    },
    { parent: gateway },
  );
  return { bedrock, secondary };
}

/** The stand-in of each of a workload's pools, where one is declared for a deployment of it. */
function standInsOf(
  { name }: WorkloadConfig,
  pools: readonly ModelPool[],
  { secondary: declared }: StackConfig,
  access: SecondCloudAccess | undefined,
): Pick<WorkloadRouteArgs, "secondCloud"> {
  if (!access || !declared) return {};
  const { bedrock, secondary } = access;
  const entries = pools.flatMap((pool) => {
    const found = declared.standIns.find(
      ({ deployment, workloads }) =>
        pool.members.some((member) => member.deployment === deployment) &&
        (workloads === undefined || workloads.includes(name)),
    );
    if (!found) return [];
    const { model } = found;
    const { destinations } = secondary.model(model);
    return [[pool.id, { model, arn: secondary.profile(name, model), destinations }] as const];
  });
  return entries.length === 0 ? {} : { secondCloud: { bedrock, standIns: Object.fromEntries(entries) } };
}

function limitsOf(
  workload: WorkloadConfig,
  { limits }: GatewayConfig,
  inventory: readonly InventoryDeployment[],
) {
  const own = limits.find((limit) => limit.workload === workload.name);
  return {
    tokensPerMinute: own?.tokensPerMinute ?? tokensPerMinute(workload.models, inventory) ?? 0,
    monthlyTokens: own?.monthlyTokens ?? Math.ceil((statedMonthlyTokens(workload) ?? 0) * quotaHeadroom),
  };
}
