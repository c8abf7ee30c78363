import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestCloud, account, accountBody, testCloud } from "../test-cloud";
import { addressesSeenFrom } from "../../scripts/lib/verify/dns";
import { type DnsListener, listenDns } from "./dns";

let cloud: TestCloud;
let dns: DnsListener;
const resolver = new Resolver({ timeout: 2_000, tries: 2 });
const addresses = (host: string): Promise<readonly string[]> => resolver.resolve4(host);
const zone = "Microsoft.Network/privateDnsZones/privatelink.openai.azure.com";
const endpoint = "Microsoft.Network/privateEndpoints/pe";

beforeAll(async () => {
  cloud = await testCloud({ pace: 0 });
  await cloud.put(account, accountBody("contoso-ai"));
  await cloud.put("Microsoft.Network/virtualNetworks/net", {
    location: "swedencentral",
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "a", properties: { addressPrefix: "10.0.7.0/24" } }],
    },
  });
  dns = await listenDns(cloud.arm);
  resolver.setServers([dns.address]);
});
afterAll(async () => {
  await dns.stop();
  await cloud.close();
});

it("a name is public until an endpoint, its zone, the link of the zone and the zone group are all there", async () => {
  const host = "contoso-ai.openai.azure.com";
  expect(await addresses(host)).toEqual(["203.0.113.10"]);
  await cloud.put(endpoint, {
    location: "swedencentral",
    properties: {
      subnet: { id: cloud.id("Microsoft.Network/virtualNetworks/net/subnets/a") },
      privateLinkServiceConnections: [
        { name: "c", properties: { privateLinkServiceId: cloud.id(account), groupIds: ["account"] } },
      ],
    },
  });
  await cloud.put(zone, { location: "global" });
  expect(await addresses(host)).toEqual(["203.0.113.10"]);
  await cloud.put(`${zone}/virtualNetworkLinks/net`, {
    location: "global",
    properties: { virtualNetwork: { id: cloud.id("Microsoft.Network/virtualNetworks/net") } },
  });
  // A linked zone answers for all its names: the public address is out of reach now.
  await expect(addresses(host)).rejects.toMatchObject({ code: "ENOTFOUND" });
  await cloud.put(`${endpoint}/privateDnsZoneGroups/default`, {
    properties: {
      privateDnsZoneConfigs: [{ name: "openai", properties: { privateDnsZoneId: cloud.id(zone) } }],
    },
  });
  // The first address of the subnet is that of the first zone of an account.
  expect(await addresses(host)).toEqual(["10.0.7.5"]);
  expect(await addresses("contoso-ai.privatelink.openai.azure.com")).toEqual(["10.0.7.5"]);
});

it("a name leads to the endpoint of the network that the client is in", async () => {
  const host = "contoso-ai.openai.azure.com";
  const group = cloud.id("x").split("/providers/")[0] ?? "";
  await cloud.put("Microsoft.Network/virtualNetworks/there", {
    location: "francecentral",
    properties: {
      addressSpace: { addressPrefixes: ["10.9.0.0/16"] },
      subnets: [{ name: "a", properties: { addressPrefix: "10.9.7.0/24" } }],
    },
  });
  // A second zone of that name needs a resource group of its own.
  const other = `${group}-there/providers/${zone}`;
  await cloud.arm.put(`${group}-there`, { location: "francecentral" }, "2024-01-01");
  await cloud.arm.put(other, { location: "global" }, "2024-01-01");
  await cloud.arm.put(
    `${other}/virtualNetworkLinks/there`,
    {
      location: "global",
      properties: { virtualNetwork: { id: cloud.id("Microsoft.Network/virtualNetworks/there") } },
    },
    "2024-01-01",
  );
  await cloud.put(`${endpoint}-there`, {
    location: "francecentral",
    properties: {
      subnet: { id: cloud.id("Microsoft.Network/virtualNetworks/there/subnets/a") },
      privateLinkServiceConnections: [
        { name: "c", properties: { privateLinkServiceId: cloud.id(account), groupIds: ["account"] } },
      ],
    },
  });
  await cloud.put(`${endpoint}-there/privateDnsZoneGroups/default`, {
    properties: { privateDnsZoneConfigs: [{ name: "openai", properties: { privateDnsZoneId: other } }] },
  });
  expect(await addresses(host)).toEqual(["10.0.7.5"]);
  expect(await addressesSeenFrom("10.9.0.4", host, dns.address)).toEqual(["10.9.7.5"]);
  expect(await addressesSeenFrom("10.0.0.4", host, dns.address)).toEqual(["10.0.7.5"]);
  // A network to which no zone is linked sees what the internet sees.
  expect(await addressesSeenFrom("192.168.0.1", host, dns.address)).toEqual(["203.0.113.10"]);
});

it("a name of nothing does not exist", async () => {
  await expect(addresses("nobody.openai.azure.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
  await expect(addresses("contoso.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

it("what is no query does not end the server", async () => {
  const [host = "", port] = dns.address.split(":");
  const socket = createSocket("udp4");
  for (const junk of ["", "x", "not a query at all", "\0".repeat(12), "\xff".repeat(600)])
    await new Promise<void>((resolve) => {
      socket.send(Buffer.from(junk, "latin1"), Number(port), host, () => {
        resolve();
      });
    });
  socket.close();
  expect(await addresses("contoso-ai.cognitiveservices.azure.com")).toEqual(["203.0.113.10"]);
});
