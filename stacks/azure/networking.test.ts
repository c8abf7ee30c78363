import { describe, expect, it } from "vitest";
import { regionsInBoundary } from "../../catalog/regions";
import { brokenInvariants } from "../../tests/support/invariants";
import { all, only, recordStack } from "../../tests/support/record";
import { sampleStack } from "../../tests/support/sample-stack";

const hub =
  "/subscriptions/11111111-1111-2222-3333-444444444444/resourceGroups/hub/providers/Microsoft.Network";
const zones = [
  "privatelink.cognitiveservices.azure.com",
  "privatelink.openai.azure.com",
  "privatelink.services.ai.azure.com",
  "privatelink.vaultcore.azure.net",
];
const existing = {
  virtualNetworkId: `${hub}/virtualNetworks/hub`,
  privateEndpointSubnetId: `${hub}/virtualNetworks/hub/subnets/endpoints`,
};

describe("a platform in an organisation's network", () => {
  it("joins an existing network and existing zones, and makes none of its own", async () => {
    const dns = {
      mode: "existing",
      zones: Object.fromEntries(zones.map((zone) => [zone, `${hub}/privateDnsZones/${zone}`])),
    };
    const graph = await recordStack("test", { ...sampleStack, network: { existing, dns } });
    expect(brokenInvariants(graph)).toEqual({});
    expect(all(graph, "azure-native:network:VirtualNetwork")).toEqual([]);
    expect(all(graph, "azure-native:privatedns:PrivateZone")).toEqual([]);
    for (const { inputs } of all(graph, "azure-native:network:PrivateEndpoint")) {
      expect(inputs["subnet"]).toMatchObject({ id: existing.privateEndpointSubnetId });
    }
  });

  it("leaves the names to the organisation's policy, and the scope of its logs to the hub", async () => {
    const network = { addressSpace: "10.40.0.0/20", dns: { mode: "policy" } };
    const graph = await recordStack("test", { ...sampleStack, network });
    expect(brokenInvariants(graph)).toEqual({});
    expect(all(graph, "azure-native:network:PrivateDnsZoneGroup")).toEqual([]);
    expect(all(graph, "azure-native:monitor:PrivateLinkScope")).toEqual([]);
    expect(all(graph, "azure-native:network:PrivateEndpoint")).toHaveLength(4);
  });
});

describe("a platform's declaration", () => {
  it("allows every region of its boundary where the stack names none", async () => {
    const graph = await recordStack("test", {
      ...sampleStack,
      residency: { boundary: "eu", processing: "dataZone" },
    });
    expect(only(graph, "cornerstone:index:Platform").inputs["residency"]).toEqual({
      boundary: "eu",
      allowedRegions: regionsInBoundary("eu").map(({ name }) => name),
      processing: "dataZone",
    });
  });

  it("of an environment that may go leaves nothing protected or locked", async () => {
    const environment = { ...sampleStack.environment, protected: false };
    const graph = await recordStack("test", { ...sampleStack, environment });
    expect(brokenInvariants(graph)).toEqual({});
    expect(graph.resources.filter(({ protect }) => protect)).toEqual([]);
    expect(all(graph, "azure-native:authorization:ManagementLockByScope")).toEqual([]);
  });
});
