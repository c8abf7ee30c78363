import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { vnetDnsServers as rule } from "./network-vnet-dns-servers";

const network = (...dnsServers: string[]) => [
  resource(azure.virtualNetwork[0], { dhcpOptions: { dnsServers } }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "Azure's": network(),
    "Azure's by address": network("168.63.129.16"),
    "two of its own": network("10.0.0.4", "172.16.0.4"),
  },
  fail: {
    "one of its own": [network("10.0.0.4"), "must hold two or none"],
    "a public one": [network("10.0.0.4", "8.8.8.8"), "public address 8.8.8.8"],
  },
};
