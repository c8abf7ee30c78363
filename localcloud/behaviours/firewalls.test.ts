import { describe, expect, it } from "vitest";
import { objectsAt, stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";
import { expectRefusal, testCloud, type TestCloud } from "../test-cloud";

const network = "Microsoft.Network/virtualNetworks/net";
const firewall = "Microsoft.Network/azureFirewalls/egress";
const location = "swedencentral";

const subnetOf = (name: string) => `${network}/subnets/${name}`;
const address = "Microsoft.Network/publicIPAddresses/egress";
const policy = "Microsoft.Network/firewallPolicies/egress";

/** A cloud with a network. */
async function cloudWithNetwork(): Promise<TestCloud> {
  const cloud = await testCloud();
  await cloud.put(network, { location, properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } });
  return cloud;
}

/** A cloud with all that a firewall refers to, its subnet under a name and of a size. */
async function cloudWithSubnet(name: string, addressPrefix: string): Promise<TestCloud> {
  const cloud = await cloudWithNetwork();
  await cloud.put(policy, { location, properties: {} });
  await cloud.put(subnetOf(name), { properties: { addressPrefix } });
  await cloud.put(address, { location, sku: { name: "Standard" }, properties: {} });
  return cloud;
}

function bodyOf(cloud: TestCloud, subnetName = "AzureFirewallSubnet", more: JsonObject = {}): JsonObject {
  const configuration = {
    name: "egress",
    properties: {
      subnet: { id: cloud.id(subnetOf(subnetName)) },
      publicIPAddress: { id: cloud.id(address) },
    },
  };
  return {
    location,
    properties: { firewallPolicy: { id: cloud.id(policy) }, ipConfigurations: [configuration], ...more },
  };
}

describe("a firewall", () => {
  it("needs the subnet, the address and the policy that it names, and takes the first free address", async () => {
    const cloud = await cloudWithNetwork();
    const body = bodyOf(cloud);
    const missing = (id: string) =>
      expectRefusal(
        cloud.put(firewall, body),
        400,
        "InvalidResourceReference",
        `Resource ${id} referenced by resource ${cloud.id(firewall)} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      );
    await missing(cloud.id(policy));
    await cloud.put(policy, { location, properties: {} });
    await missing(cloud.id(subnetOf("AzureFirewallSubnet")));
    await cloud.put(subnetOf("AzureFirewallSubnet"), { properties: { addressPrefix: "10.0.6.0/26" } });
    await missing(cloud.id(address));
    await cloud.put(address, { location, sku: { name: "Standard" }, properties: {} });
    const made = await cloud.put(firewall, body);
    const [configuration] = objectsAt(made.body, "properties.ipConfigurations");
    expect(stringAt(configuration, "properties.privateIPAddress")).toBe("10.0.6.4");
  });

  it("stands in a subnet of the name that Azure prescribes alone", async () => {
    const cloud = await cloudWithSubnet("firewall", "10.0.6.0/26");
    await expectRefusal(
      cloud.put(firewall, bodyOf(cloud, "firewall")),
      400,
      "SubnetNameInvalidForAzureFirewall",
      `Subnet name ${cloud.id(subnetOf("firewall"))} is invalid for Azure Firewall. Azure Firewall can only be created in subnet with name 'AzureFirewallSubnet'.`,
    );
  });

  it.each(["10.0.6.0/27", "10.0.6.0/28"])("has no room in %s", async (prefix) => {
    const cloud = await cloudWithSubnet("AzureFirewallSubnet", prefix);
    await expectRefusal(
      cloud.put(firewall, bodyOf(cloud)),
      400,
      "SubnetSizeInvalidForAzureFirewall",
      new RegExp(`prefix ${prefix}, which is too small`),
    );
  });

  it("stands in the resource group of its network", async () => {
    const cloud = await cloudWithSubnet("AzureFirewallSubnet", "10.0.6.0/26");
    const other = `/subscriptions/${cloud.subscriptionId}/resourceGroups/other`;
    await cloud.put(other, { location });
    await expectRefusal(
      cloud.put(`${other}/providers/${firewall}`, bodyOf(cloud)),
      400,
      "AzureFirewallReferencesSubnetInDifferentResourceGroup",
      /must be in the same resource group/,
    );
  });

  it("of the tier Basic needs a second subnet, by which it is managed", async () => {
    const cloud = await cloudWithSubnet("AzureFirewallSubnet", "10.0.6.0/26");
    const sku = { name: "AZFW_VNet", tier: "Basic" };
    await expectRefusal(
      cloud.put(firewall, bodyOf(cloud, "AzureFirewallSubnet", { sku })),
      400,
      "AzureFirewallManagementIpConfigurationRequired",
      /'AzureFirewallManagementSubnet'/,
    );
    const managedBy = (name: string) => ({
      sku,
      managementIpConfiguration: { name: "m", properties: { subnet: { id: cloud.id(subnetOf(name)) } } },
    });
    await expectRefusal(
      cloud.put(firewall, bodyOf(cloud, "AzureFirewallSubnet", managedBy("AzureFirewallSubnet"))),
      400,
      "SubnetNameInvalidForAzureFirewall",
      /with name 'AzureFirewallManagementSubnet'/,
    );
    await cloud.put(subnetOf("AzureFirewallManagementSubnet"), {
      properties: { addressPrefix: "10.0.7.0/26" },
    });
    const body = bodyOf(cloud, "AzureFirewallSubnet", managedBy("AzureFirewallManagementSubnet"));
    await expect(cloud.put(firewall, body)).resolves.toBeDefined();
  });
});
