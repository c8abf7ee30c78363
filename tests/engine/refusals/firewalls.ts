import { type Declared, type Row, azure, of } from "./row";

const vnet = azure("net", "network:VirtualNetwork", {
  virtualNetworkName: "{slug}-net",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const subnet = (as: string, subnetName: string, addressPrefix: string): Declared =>
  azure(as, "network:Subnet", { virtualNetworkName: "{slug}-net", subnetName, addressPrefix }, [
    "net",
    "subnet",
  ]);
const address = (as: string): Declared =>
  azure(as, "network:PublicIPAddress", {
    publicIpAddressName: `{slug}-${as}`,
    sku: { name: "Standard" },
    publicIPAllocationMethod: "Static",
  });
const configuration = (subnetAs: string, addressAs: string) => ({
  name: subnetAs,
  subnet: { id: of(subnetAs) },
  publicIPAddress: { id: of(addressAs) },
});
const firewall = (more: object = {}, after: readonly string[] = []): Declared =>
  azure(
    "firewall",
    "network:AzureFirewall",
    {
      azureFirewallName: "{slug}-fw",
      sku: { name: "AZFW_VNet", tier: "Standard" },
      ipConfigurations: [configuration("subnet", "address")],
      ...more,
    },
    after,
  );

const ground = [vnet, address("address")];
const good = [...ground, subnet("subnet", "AzureFirewallSubnet", "10.0.1.0/26")];
const basic = { sku: { name: "AZFW_VNet", tier: "Basic" } };
const managed = [subnet("management", "AzureFirewallManagementSubnet", "10.0.2.0/26"), address("manager")];

/** Firewalls and the subnets that they stand in. */
export const firewalls: readonly Row[] = [
  {
    name: "a firewall in a subnet of any name",
    proves: "400 SubnetNameInvalidForAzureFirewall behaviours/firewalls.ts",
    says: "Azure Firewall can only be created in subnet with name 'AzureFirewallSubnet'.",
    before: ground,
    refused: [...ground, subnet("subnet", "firewall", "10.0.1.0/26"), firewall()],
    recovered: [...good, firewall()],
  },
  {
    name: "a firewall in a subnet that is too small",
    proves: "400 SubnetSizeInvalidForAzureFirewall behaviours/firewalls.ts",
    says: "The smallest subnet that Azure Firewall can be created in is a /26.",
    before: ground,
    refused: [...ground, subnet("subnet", "AzureFirewallSubnet", "10.0.1.0/27"), firewall()],
    recovered: [...good, firewall()],
  },
  {
    name: "a firewall apart from its network",
    proves: "400 AzureFirewallReferencesSubnetInDifferentResourceGroup behaviours/firewalls.ts",
    says: "must be in the same resource group",
    before: good,
    refused: [
      ...good,
      azure("there", "resources:ResourceGroup", { resourceGroupName: "{slug}-b", location: "swedencentral" }),
      firewall({ resourceGroupName: "{slug}-b" }, ["there"]),
    ],
    recovered: [...good, firewall()],
  },
  {
    name: "a firewall of the tier Basic without a way to manage it",
    proves: "400 AzureFirewallManagementIpConfigurationRequired behaviours/firewalls.ts",
    says: "needs a subnet with name 'AzureFirewallManagementSubnet'.",
    before: good,
    refused: [...good, firewall(basic)],
    recovered: [
      ...good,
      ...managed,
      firewall({ ...basic, managementIpConfiguration: configuration("management", "manager") }),
    ],
  },
];
