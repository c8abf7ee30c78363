import { describe, expect, it } from "vitest";
import { brokenInvariants } from "../../tests/support/invariants";
import { home, makeNetwork, workspaceId } from "../../tests/support/parts";
import { all, only, record } from "../../tests/support/record";
import { PrivateNetwork } from "./private-network";

const subnet = "azure-native:network:Subnet";
const securityGroup = "azure-native:network:NetworkSecurityGroup";

describe("PrivateNetwork", () => {
  it("derives subnets from the address space, each with a security group and without a way out", async () => {
    const graph = await record(makeNetwork);
    const groups = all(graph, securityGroup);
    expect(all(graph, subnet).map(({ inputs }) => [inputs["subnetName"], inputs["addressPrefix"]])).toEqual([
      ["private-endpoints", "10.0.0.0/23"],
      ["workloads", "10.0.8.0/22"],
    ]);
    for (const { inputs } of all(graph, subnet)) {
      expect(inputs["defaultOutboundAccess"]).toBe(false);
      expect(groups.map(({ id }) => ({ id }))).toContainEqual(inputs["networkSecurityGroup"]);
    }
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("lets clients reach private endpoints over TLS, and refuses everything else", async () => {
    const graph = await record(makeNetwork);
    const rules = only(graph, securityGroup, "network-private-endpoints-nsg").inputs["securityRules"];
    expect(rules).toEqual([
      expect.objectContaining({
        priority: 100,
        access: "Allow",
        destinationPortRange: "443",
        sourceAddressPrefix: "VirtualNetwork",
      }),
      expect.objectContaining({
        priority: 4096,
        access: "Deny",
        direction: "Inbound",
        sourceAddressPrefix: "*",
        protocol: "*",
      }),
    ]);
    expect(only(graph, subnet, "network-private-endpoints").inputs["privateEndpointNetworkPolicies"]).toBe(
      "Enabled",
    );
  });

  it("takes an existing network as it is, and makes nothing", async () => {
    const existing = { virtualNetworkId: "/vnet", privateEndpointSubnetId: "/vnet/subnets/endpoints" };
    const graph = await record(() => new PrivateNetwork("network", { ...home, workspaceId, existing }));
    expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
    expect(only(graph, "cornerstone:index:PrivateNetwork").outputs).toEqual(existing);
  });

  it("says what it needs when it gets neither", async () => {
    await expect(record(() => new PrivateNetwork("network", { ...home, workspaceId }))).rejects.toThrow(
      "a network needs an addressSpace or an existing network",
    );
  });
});
