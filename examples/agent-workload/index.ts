import * as pulumi from "@pulumi/pulumi";
import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import {
  AccountCapabilityHost,
  AgentCapabilities,
  AgentProject,
  AgentStores,
  Budget,
  ContentFilter,
  KeyVault,
  ModelDeployments,
  Monitoring,
  OpenAIAccount,
  Platform,
  PrivateDnsZones,
  PrivateEndpoint,
  PrivateNetwork,
  ResourceGroup,
  Workload,
  endpointZones,
  firstOfMonth,
  physicalName,
  platformTags,
  workloadTags,
  type EndpointService,
} from "cornerstone";

/** A workload with an identity, a budget and a project of its own for agents, from the single components. */

/** IDs of what the network team keeps: `virtualNetworkId`, `privateEndpointSubnetId`, `agentSubnetId`. */
const hub = new pulumi.Config();

const location = "swedencentral";
const workload = "claims";
const owner = "claims@contoso.example";
const dataClassification = "confidential";
const platformWide = platformTags({ environment: "prod", owner, custom: { costCenter: "4711" } });
const tags = workloadTags(platformWide, { name: workload, owner, dataClassification });

const platform = new Platform("contoso-claims", {
  environment: "prod",
  protected: true,
  residency: { boundary: "eu", allowedRegions: [location], processing: "dataZone" },
  frameworks: ["gdpr"],
  requiredTags: ["environment", "owner", "costCenter"],
  logRetentionDays: 365,
  retirementNoticeDays: 60,
});
const inPlatform = { parent: platform };

const group = new ResourceGroup("contoso-claims", { location, tags }, inPlatform);
const home = { resourceGroupName: group.groupName, location, tags };
new Budget(
  "contoso-claims",
  {
    scope: group.id,
    monthlyAmount: 6_000,
    emails: ["claims@contoso.example"],
    startDate: firstOfMonth(new Date()),
  },
  inPlatform,
);
const { workspaceId } = new Monitoring(
  "contoso-claims",
  { ...home, logRetentionDays: 365, protected: true },
  inPlatform,
);
const kept = { ...home, workspaceId, protected: true };

const { endpointSubnet: subnet, virtualNetworkId } = new PrivateNetwork(
  "contoso-claims",
  {
    ...home,
    workspaceId,
    existing: {
      virtualNetworkId: hub.require("virtualNetworkId"),
      privateEndpointSubnetId: hub.require("privateEndpointSubnetId"),
    },
  },
  inPlatform,
);

const services = [
  { type: "Microsoft.KeyVault/vaults", groupId: "vault" },
  { type: "Microsoft.CognitiveServices/accounts", groupId: "account" },
  { type: "Microsoft.DocumentDB/databaseAccounts", groupId: "Sql" },
  { type: "Microsoft.Search/searchServices", groupId: "searchService" },
  { type: "Microsoft.Storage/storageAccounts", groupId: "blob" },
];
const { resourceGroupName } = home;
const dnsZones = new PrivateDnsZones(
  "contoso-claims",
  { resourceGroupName, tags, mode: "own", zones: services.flatMap(endpointZones), virtualNetworkId },
  inPlatform,
);
const connect = (
  owner: pulumi.ComponentResource & { service: EndpointService },
  name: string,
  after: readonly pulumi.Resource[] = [],
) =>
  new PrivateEndpoint(name, { ...home, service: owner.service, subnet, dnsZones, after }, { parent: owner });

const named = (type: Parameters<typeof physicalName>[0], key: string): pulumi.Output<string> =>
  group.id.apply((id) => physicalName(type, ["claims", key], id));

const { tenantId } = getClientConfigOutput(inPlatform);
const vault = new KeyVault(
  "contoso-claims",
  { ...kept, vaultName: named("Microsoft.KeyVault/vaults", "keys"), tenantId },
  inPlatform,
);
connect(vault, "contoso-claims-vault");

const stores = new AgentStores(
  "contoso-claims",
  {
    ...kept,
    vault,
    names: {
      threads: named("Microsoft.DocumentDB/databaseAccounts", "threads"),
      vectors: named("Microsoft.Search/searchServices", "vectors"),
      files: named("Microsoft.Storage/storageAccounts", "files").apply((name) => name.replaceAll("-", "")),
    },
  },
  inPlatform,
);
for (const store of ["threads", "vectors", "files"] as const)
  connect(stores[store], `contoso-claims-${store}`);

const account = new OpenAIAccount(
  "contoso-claims",
  {
    ...kept,
    vault,
    accountName: named("Microsoft.CognitiveServices/accounts/customSubDomainName", "account"),
  },
  inPlatform,
);
const harms = { hate: "low", sexual: "low", selfHarm: "low", violence: "low", blocklists: [] } as const;
new ContentFilter(
  "contoso-claims",
  {
    account,
    filterName: "strict",
    prompt: { ...harms, jailbreak: "block", indirectAttack: "block" },
    completion: { ...harms, protectedText: "block", protectedCode: "block" },
  },
  { parent: account },
);
new ModelDeployments(
  "contoso-claims",
  {
    account,
    deployments: [
      {
        name: "chat",
        format: "OpenAI",
        model: "gpt-5.1",
        version: "2025-11-13",
        sku: "DataZoneStandard",
        capacity: 50,
        contentFilter: "strict",
        tags,
      },
    ],
  },
  { parent: account },
);
connect(account, "contoso-claims-account", account.settled());

const project = new AgentProject(
  "contoso-claims",
  {
    ...home,
    account,
    stores,
    projectName: workload,
    description: "Agents that prepare claims for a decision.",
    group: "22222222-2222-2222-2222-222222222222",
    after: [account, stores],
  },
  inPlatform,
);
new AccountCapabilityHost("contoso-claims", { account, subnetId: hub.require("agentSubnetId") }, inPlatform);
new AgentCapabilities(
  "contoso-claims",
  { account, project, projectName: workload, location, stores, tools: [] },
  inPlatform,
);

const caller = new Workload(
  "contoso-claims-caller",
  {
    ...home,
    tags: platformWide,
    workload,
    owner,
    dataClassification,
    budgetScope: group.id,
    monthlyBudget: 3000,
    budgetStart: firstOfMonth(new Date()),
    accounts: { models: account.id },
    federation: [
      {
        issuer: "https://token.actions.githubusercontent.com",
        subject: "repo:contoso/claims:environment:prod",
      },
    ],
  },
  inPlatform,
);

/** What the workload is built with: where its agents live, and whom it signs in as. */
export const projectEndpoint = project.endpoint;
export const clientId = caller.clientId;
