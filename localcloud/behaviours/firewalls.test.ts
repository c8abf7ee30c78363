import { describe, expect, it } from "vitest";
import { objectsAt, stringAt } from "../arm/json";
import { expectRefusal, testCloud } from "../test-cloud";

const network = "Microsoft.Network/virtualNetworks/net";
const firewall = "Microsoft.Network/azureFirewalls/egress";
const location = "swedencentral";

describe("a firewall", () => {
  it("needs the subnet, the address and the policy that it names, and takes the first free address", async () => {
    const cloud = await testCloud();
    await cloud.put(network, {
      location,
      properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    });
    const subnet = `${network}/subnets/AzureFirewallSubnet`;
    const address = "Microsoft.Network/publicIPAddresses/egress";
    const policy = "Microsoft.Network/firewallPolicies/egress";
    const body = {
      location,
      properties: {
        firewallPolicy: { id: cloud.id(policy) },
        ipConfigurations: [
          {
            name: "egress",
            properties: { subnet: { id: cloud.id(subnet) }, publicIPAddress: { id: cloud.id(address) } },
          },
        ],
      },
    };
    const missing = (id: string) =>
      expectRefusal(
        cloud.put(firewall, body),
        400,
        "InvalidResourceReference",
        `Resource ${id} referenced by resource ${cloud.id(firewall)} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      );
    await missing(cloud.id(policy));
    await cloud.put(policy, { location, properties: {} });
    await missing(cloud.id(subnet));
    await cloud.put(subnet, { properties: { addressPrefix: "10.0.6.0/26" } });
    await missing(cloud.id(address));
    await cloud.put(address, { location, sku: { name: "Standard" }, properties: {} });
    const made = await cloud.put(firewall, body);
    const [configuration] = objectsAt(made.body, "properties.ipConfigurations");
    expect(stringAt(configuration, "properties.privateIPAddress")).toBe("10.0.6.4");
  });
});
