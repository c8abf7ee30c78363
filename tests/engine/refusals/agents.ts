import { account, inAccount, project } from "./accounts";
import { type Declared, type Row, azure, of } from "./row";

const vnet = azure("net", "network:VirtualNetwork", {
  virtualNetworkName: "{slug}-net",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const subnet = (serviceName: string): Declared =>
  azure(
    "agents",
    "network:Subnet",
    {
      virtualNetworkName: "{slug}-net",
      subnetName: "agents",
      addressPrefix: "10.0.1.0/24",
      delegations: [{ name: "agents", serviceName }],
    },
    ["net"],
  );
const delegated = subnet("Microsoft.App/environments");
const joined = (subnetArmId: unknown): Declared =>
  account({ networkInjections: [{ scenario: "agent", subnetArmId }] });

const host = (as = "host", more: object = {}, after: readonly string[] = ["ai", "project"]): Declared =>
  inAccount(
    as,
    "AccountCapabilityHost",
    { capabilityHostName: as, capabilityHostProperties: { capabilityHostKind: "Agents", ...more } },
    after,
  );
const projectHost = (name: string, stores: object = {}): Declared =>
  inAccount(
    "agents",
    "ProjectCapabilityHost",
    {
      projectName: "project",
      capabilityHostName: name,
      projectCapabilityHostProperties: { capabilityHostKind: "Agents", ...stores },
    },
    ["host", "operator"],
  );

const cosmos = azure("store", "cosmosdb:DatabaseAccount", {
  accountName: "{slug}-store",
  databaseAccountOfferType: "Standard",
  locations: [{ locationName: "swedencentral", failoverPriority: 0 }],
});
const threads = inAccount(
  "threads",
  "ProjectConnection",
  {
    projectName: "project",
    connectionName: "threads",
    properties: {
      category: "CosmosDb",
      authType: "AAD",
      target: "https://{slug}-store.documents.azure.com:443/",
      metadata: { ApiType: "Azure", ResourceId: of("store") },
    },
  },
  ["project"],
);
const operator = azure("operator", "authorization:RoleAssignment", {
  scope: of("store"),
  principalId: of("project", "identity.principalId"),
  principalType: "ServicePrincipal",
  roleDefinitionId:
    "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/230815da-be43-4aae-9cb4-875f7bd000aa",
});
const keepsThreads = [account(), project(), cosmos, threads, host("host", {}, ["threads"])];

/** The row whose subnet is held when its account is deleted, as Azure holds it until the account is purged. */
export const holdsItsSubnet = "a subnet for agents that is delegated in another spelling";

/** Accounts that are joined to a subnet, and capability hosts. */
export const agents: readonly Row[] = [
  {
    name: holdsItsSubnet,
    proves: "400 BadRequest behaviours/agent-networks.ts",
    says: "is not delegated to Microsoft.App/environments.",
    before: [vnet, subnet("microsoft.app/environments")],
    refused: [vnet, subnet("microsoft.app/environments"), joined(of("agents"))],
    recovered: [vnet, delegated, joined(of("agents"))],
  },
  {
    name: "a subnet for agents that is not there",
    proves: "400 InvalidResourceReference behaviours/agent-networks.ts",
    says: "virtualNetworks/none/subnets/none referenced by resource",
    refused: [joined("{group}/providers/Microsoft.Network/virtualNetworks/none/subnets/none")],
    recovered: [account()],
  },
  {
    name: "the host of a project whose account has none",
    proves: "400 BadRequest behaviours/capability-hosts.ts",
    says: "Foundry Account capabilityHost Not Found",
    before: [account(), project()],
    refused: [account(), project(), projectHost("agents")],
    recovered: [account(), project(), host(), projectHost("agents")],
  },
  {
    name: "a second host of an account",
    proves: "409 Conflict behaviours/capability-hosts.ts",
    says: "There is an existing Capability Host with name: host, provisioning state: Succeeded",
    before: [account(), host()],
    refused: [account(), host(), host("second", {}, ["host"])],
    recovered: [account(), host()],
  },
  {
    name: "an account that goes before its host",
    proves: "409 CannotDeleteResource behaviours/capability-hosts.ts",
    says: "'Microsoft.CognitiveServices/accounts/{slug}/capabilityHosts/host'.",
    before: [account(), host()],
    refused: [host()],
    recovered: [account()],
  },
  {
    name: "a host that may not make its database, which stays behind failed",
    proves: "400 CapabilityHostOperationFailed behaviours/capability-hosts.ts",
    says: "Assign Cosmos DB Operator before the capability host is created.",
    before: keepsThreads,
    refused: [...keepsThreads, projectHost("agents", { threadStorageConnections: ["threads"] })],
    // A host is never changed: another one takes its place.
    recovered: [
      ...keepsThreads,
      operator,
      projectHost("agents-2", { threadStorageConnections: ["threads"] }),
    ],
  },
];
