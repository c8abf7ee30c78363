import { type Declared, type Row, azure, of } from "./row";

export const storage = (accountName = "{slug}store", more: object = {}, as = "store"): Declared =>
  azure(as, "storage:StorageAccount", {
    accountName,
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    ...more,
  });
const lock = (scope: unknown): Declared =>
  azure("lock", "authorization:ManagementLockByScope", { scope, lockName: "kept", level: "CanNotDelete" });
const nsg = (more: object = {}): Declared =>
  azure("nsg", "network:NetworkSecurityGroup", { networkSecurityGroupName: "{slug}-nsg", ...more });
const registry = (registryName: string): Declared =>
  azure("registry", "containerregistry:Registry", { registryName, sku: { name: "Basic" } });
const search = (searchServiceName: string): Declared =>
  azure("search", "search:Service", { searchServiceName, sku: { name: "basic" } });
const cosmos = (accountName: string): Declared =>
  azure("cosmos", "cosmosdb:DatabaseAccount", {
    accountName,
    databaseAccountOfferType: "Standard",
    locations: [{ locationName: "swedencentral", failoverPriority: 0 }],
  });

/** What holds for every resource: its region, its group, its parent, its lock, and names that exist once in the world. */
export const resources: readonly Row[] = [
  {
    name: "a region that there is not",
    proves: "400 LocationNotAvailableForResourceType behaviours/locations.ts",
    says: "The provided location 'atlantis' is not available for resource type 'Microsoft.Network/networkSecurityGroups'.",
    refused: [nsg({ location: "atlantis" })],
    recovered: [nsg()],
  },
  {
    name: "a group that there is not",
    proves: "404 ResourceGroupNotFound behaviours/parents.ts",
    says: "Resource group '{slug}-none' could not be found.",
    refused: [nsg({ resourceGroupName: "{slug}-none", location: "swedencentral" })],
    recovered: [nsg()],
  },
  {
    name: "what is nested in nothing",
    proves: "404 ParentResourceNotFound behaviours/parents.ts",
    says: "Parent resource '{slug}-nsg' not found.",
    refused: [
      azure("rule", "network:SecurityRule", {
        networkSecurityGroupName: "{slug}-nsg",
        securityRuleName: "none-in",
        access: "Deny",
        direction: "Inbound",
        protocol: "*",
        priority: 4096,
        sourceAddressPrefix: "*",
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "*",
      }),
    ],
    recovered: [nsg()],
  },
  {
    name: "what is attached to nothing",
    proves: "404 ResourceNotFound behaviours/parents.ts",
    says: "The Resource 'Microsoft.Storage/storageAccounts/none' under resource group '{slug}' was not found.",
    before: [nsg()],
    refused: [nsg(), lock("{group}/providers/Microsoft.Storage/storageAccounts/none")],
    recovered: [nsg(), lock(of("nsg"))],
  },
  {
    name: "what goes before its lock",
    proves: "409 ScopeLocked behaviours/locks.ts",
    says: "cannot perform delete operation because following scope(s) are locked: ",
    before: [nsg(), lock(of("nsg"))],
    refused: [lock(of("nsg"))],
    recovered: [nsg()],
  },
  {
    name: "a name of a registry that somebody has",
    proves: "409 AlreadyInUse behaviours/worldwide-names.ts",
    says: "The registry DNS name somebodysregistry.azurecr.io is already in use.",
    refused: [registry("somebodysregistry")],
    recovered: [registry("{slug}registry")],
  },
  {
    name: "a name of a search service that somebody has",
    proves: "400 ServiceNameUnavailable behaviours/worldwide-names.ts",
    says: "Cannot provision service 'somebodys-search' because a service with this name is already in use",
    refused: [search("somebodys-search")],
    recovered: [search("{slug}-search")],
  },
  {
    name: "a name of a Cosmos DB account that somebody has",
    proves: "400 BadRequest behaviours/worldwide-names.ts",
    says: "Dns record for somebodys-cosmos under zone Document is already taken.",
    refused: [cosmos("somebodys-cosmos")],
    recovered: [cosmos("{slug}-cosmos")],
  },
  {
    name: "a name of a storage account that somebody has",
    proves: "409 StorageAccountAlreadyTaken behaviours/worldwide-names.ts",
    says: "The storage account named somebodysstore is already taken.",
    refused: [storage("somebodysstore")],
    recovered: [storage()],
  },
];
