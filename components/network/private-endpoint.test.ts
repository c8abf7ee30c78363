import { describe, expect, it } from "vitest";
import { brokenInvariants } from "../../tests/support/invariants";
import { home, makeAccount, makeNetwork, makeVault, makeZones } from "../../tests/support/parts";
import { all, only, record } from "../../tests/support/record";
import { PrivateDnsZones } from "./private-dns-zones";
import { endpointZones, PrivateEndpoint } from "./private-endpoint";

const account = { type: "Microsoft.CognitiveServices/accounts", groupId: "account" };
const vault = { type: "Microsoft.KeyVault/vaults", groupId: "vault" };

describe("PrivateEndpoint", () => {
  it("registers an account in its three zones", async () => {
    const graph = await record(() => {
      const network = makeNetwork();
      const dnsZones = makeZones(endpointZones(account), network);
      const { service } = makeAccount();
      new PrivateEndpoint("main", { ...home, service, subnet: network.endpointSubnet, dnsZones });
    });
    const configs = only(graph, "azure-native:network:PrivateDnsZoneGroup").inputs["privateDnsZoneConfigs"];
    expect((configs as { name: string }[]).map(({ name }) => name)).toEqual([
      "privatelink-cognitiveservices-azure-com",
      "privatelink-openai-azure-com",
      "privatelink-services-ai-azure-com",
    ]);
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("is written after the endpoint before it in the same subnet", async () => {
    const graph = await record(() => {
      const network = makeNetwork();
      const dnsZones = makeZones([...endpointZones(account), ...endpointZones(vault)], network);
      const keyVault = makeVault();
      const subnet = network.endpointSubnet;
      new PrivateEndpoint("vault", { ...home, service: keyVault.service, subnet, dnsZones });
      new PrivateEndpoint("main", {
        ...home,
        service: makeAccount({ vault: keyVault }).service,
        subnet,
        dnsZones,
      });
    });
    expect(only(graph, "azure-native:network:PrivateEndpoint", "main-endpoint").dependencies).toContain(
      only(graph, "azure-native:network:PrivateDnsZoneGroup", "vault-zones").urn,
    );
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("writes no zone group where a policy registers endpoints", async () => {
    const graph = await record(() => {
      const { resourceGroupName, tags } = home;
      const dnsZones = new PrivateDnsZones("dns", {
        resourceGroupName,
        tags,
        mode: "policy",
        zones: [],
        virtualNetworkId: "/vnet",
      });
      const subnet = makeNetwork().endpointSubnet;
      new PrivateEndpoint("vault", { ...home, service: makeVault().service, subnet, dnsZones });
    });
    expect(all(graph, "azure-native:network:PrivateEndpoint")).toHaveLength(1);
    expect(all(graph, "azure-native:network:PrivateDnsZoneGroup")).toEqual([]);
  });

  it("refuses a service whose zones nobody knows", () => {
    expect(() => endpointZones({ type: "Microsoft.Odd/things", groupId: "thing" })).toThrow(
      'Microsoft.Odd/things has no private endpoint group "thing" in catalog/private-dns-zones.ts; add it there',
    );
  });
});
