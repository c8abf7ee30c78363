import { describe, expect, it } from "vitest";
import { home, makeZones } from "../../tests/support/parts";
import { all, record } from "../../tests/support/record";
import { PrivateDnsZones, type PrivateDnsZonesArgs } from "./private-dns-zones";

const openai = "privatelink.openai.azure.com";
const vault = "privatelink.vaultcore.azure.net";
const { resourceGroupName, tags } = home;

function zones(args: Partial<PrivateDnsZonesArgs>): PrivateDnsZones {
  return new PrivateDnsZones("dns", {
    resourceGroupName,
    tags,
    mode: "own",
    zones: [openai, vault],
    virtualNetworkId: "/vnet",
    ...args,
  });
}

describe("PrivateDnsZones", () => {
  it("makes each zone once, and links it to the network", async () => {
    const graph = await record(() => makeZones([openai, vault, openai]));
    expect(
      all(graph, "azure-native:privatedns:PrivateZone").map(({ inputs }) => inputs["privateZoneName"]),
    ).toEqual([openai, vault]);
    for (const { inputs } of all(graph, "azure-native:privatedns:VirtualNetworkLink")) {
      expect(inputs["registrationEnabled"]).toBe(false);
      expect(inputs["virtualNetwork"]).toEqual({ id: expect.stringContaining("VirtualNetwork") as string });
    }
    expect(all(graph, "azure-native:privatedns:VirtualNetworkLink")).toHaveLength(2);
  });

  it("uses the zones of a hub by their IDs, and makes nothing", async () => {
    let ids: unknown;
    const graph = await record(() => {
      const hub = zones({ mode: "existing", existing: { [openai]: "/hub/openai" } });
      hub.idsOf([openai])?.[0]?.apply((id) => (ids = id));
    });
    expect(ids).toBe("/hub/openai");
    expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
  });

  it("names a zone that is missing, the ones that are known, and the cure", async () => {
    const run = record(() =>
      zones({ mode: "existing", existing: { [openai]: "/hub/openai" } }).idsOf([vault]),
    );
    await expect(run).rejects.toThrow(
      `private DNS zone ${vault} is missing; known are ${openai}; add it to network.dns.zones`,
    );
  });

  it("leaves everything to the organisation's policy where asked to", async () => {
    let ids: unknown = "not asked";
    const graph = await record(() => {
      ids = zones({ mode: "policy" }).idsOf([openai, vault]);
    });
    expect(ids).toBeUndefined();
    expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
  });
});
