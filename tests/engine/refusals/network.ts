import { type Row, azure, of } from "./row";

const vnet = (...addressPrefixes: string[]) =>
  azure("net", "network:VirtualNetwork", {
    virtualNetworkName: "{slug}-net",
    addressSpace: { addressPrefixes },
  });
const subnet = (addressPrefix: string, as = "inside", more: object = {}) =>
  azure(as, "network:Subnet", { virtualNetworkName: "{slug}-net", subnetName: as, addressPrefix, ...more }, [
    "net",
    "first",
  ]);
const space = vnet("10.0.0.0/16");
const endpoint = (subnetId: unknown, target: unknown, after: readonly string[] = []) =>
  azure(
    "endpoint",
    "network:PrivateEndpoint",
    {
      privateEndpointName: "{slug}-pe",
      subnet: { id: subnetId },
      privateLinkServiceConnections: [{ name: "vault", privateLinkServiceId: target, groupIds: ["vault"] }],
    },
    after,
  );
const vault = azure("vault", "keyvault:Vault", {
  vaultName: "{slug}-kv",
  properties: { tenantId: "{tenant}", sku: { family: "A", name: "standard" } },
});

/** Virtual networks, subnets and private endpoints. */
export const network: readonly Row[] = [
  {
    name: "a network whose prefixes overlap",
    proves: "400 NetcfgInvalidVirtualNetworkAddressSpace behaviours/virtual-networks.ts",
    says: "contains overlapping address prefixes.",
    refused: [vnet("10.0.0.0/16", "10.0.1.0/24")],
    recovered: [vnet("10.0.0.0/16", "10.1.0.0/24")],
  },
  {
    name: "a network whose prefix is none",
    proves: "400 InvalidAddressPrefixFormat behaviours/cidr.ts",
    says: "Address prefix 10.0.0.0 of resource",
    refused: [vnet("10.0.0.0")],
    recovered: [vnet("10.0.0.0/16")],
  },
  {
    name: "a network whose prefix has bits beyond its length",
    proves: "400 InvalidCIDRNotation behaviours/cidr.ts",
    says: "the address prefix should be 10.0.0.0/16.",
    refused: [vnet("10.0.5.0/16")],
    recovered: [vnet("10.0.0.0/16")],
  },
  {
    name: "a subnet outside of its network",
    proves: "400 NetcfgSubnetRangeOutsideVnet behaviours/subnets.ts",
    says: "outside the IP address range of virtual network '{slug}-net'.",
    before: [space],
    refused: [space, subnet("10.1.0.0/24")],
    recovered: [space, subnet("10.0.1.0/24")],
  },
  {
    name: "a subnet over another one",
    proves: "400 NetcfgSubnetRangesOverlap behaviours/subnets.ts",
    says: "its IP address range overlaps with that of an existing subnet",
    before: [space, subnet("10.0.1.0/24", "first")],
    refused: [space, subnet("10.0.1.0/24", "first"), subnet("10.0.1.0/26")],
    recovered: [space, subnet("10.0.1.0/24", "first"), subnet("10.0.2.0/26")],
  },
  {
    name: "a subnet that moves under its endpoint",
    proves: "400 InUsePrefixCannotBeDeleted behaviours/subnets.ts",
    says: "IpPrefix on Subnet inside has active allocations and cannot be deleted.",
    before: [space, subnet("10.0.1.0/24"), vault, endpoint(of("inside"), of("vault"))],
    refused: [space, subnet("10.0.3.0/24"), vault, endpoint(of("inside"), of("vault"))],
    recovered: [space, subnet("10.0.1.0/24"), vault, endpoint(of("inside"), of("vault"))],
  },
  {
    name: "a subnet that goes before its endpoint",
    proves: "400 InUseSubnetCannotBeDeleted behaviours/virtual-networks.ts",
    says: "Subnet inside is in use by ",
    before: [space, subnet("10.0.1.0/24"), vault, endpoint(of("inside"), of("vault"))],
    refused: [space, vault, endpoint(of("inside"), of("vault"))],
    recovered: [space, subnet("10.0.1.0/24"), vault],
  },
  {
    name: "an endpoint in a subnet with network policies, where Azure still minds them",
    proves:
      "400 PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled behaviours/private-endpoints.ts",
    says: "since it has private endpoint network policies enabled.",
    before: [space, subnet("10.0.1.0/24", "inside", { privateEndpointNetworkPolicies: "Enabled" }), vault],
    refused: [
      space,
      subnet("10.0.1.0/24", "inside", { privateEndpointNetworkPolicies: "Enabled" }),
      vault,
      endpoint(of("inside"), of("vault")),
    ],
    recovered: [
      space,
      subnet("10.0.1.0/24", "inside", { privateEndpointNetworkPolicies: "Disabled" }),
      vault,
      endpoint(of("inside"), of("vault")),
    ],
  },
  {
    name: "an endpoint to what is not there",
    proves: "400 InvalidResourceReference behaviours/private-endpoints.ts",
    says: "was not found. Please make sure that the referenced resource exists",
    before: [space, subnet("10.0.1.0/24")],
    refused: [
      space,
      subnet("10.0.1.0/24"),
      endpoint(of("inside"), "{group}/providers/Microsoft.KeyVault/vaults/none"),
    ],
    recovered: [space, subnet("10.0.1.0/24"), vault, endpoint(of("inside"), of("vault"))],
  },
  {
    name: "a flow log of what is not there",
    proves: "400 InvalidResourceReference behaviours/references.ts",
    says: "was not found. Please make sure that the referenced resource exists",
    before: [azure("watcher", "network:NetworkWatcher", { networkWatcherName: "{slug}-nw" }), space],
    refused: [
      azure("watcher", "network:NetworkWatcher", { networkWatcherName: "{slug}-nw" }),
      space,
      azure(
        "log",
        "network:FlowLog",
        {
          networkWatcherName: "{slug}-nw",
          flowLogName: "flows",
          targetResourceId: of("net"),
          storageId: "{group}/providers/Microsoft.Storage/storageAccounts/none",
        },
        ["watcher"],
      ),
    ],
    recovered: [
      azure("watcher", "network:NetworkWatcher", { networkWatcherName: "{slug}-nw" }),
      space,
      azure("store", "storage:StorageAccount", {
        accountName: "{slug}store",
        kind: "StorageV2",
        sku: { name: "Standard_ZRS" },
      }),
      azure(
        "log",
        "network:FlowLog",
        {
          networkWatcherName: "{slug}-nw",
          flowLogName: "flows",
          targetResourceId: of("net"),
          storageId: of("store"),
        },
        ["watcher"],
      ),
    ],
  },
];
