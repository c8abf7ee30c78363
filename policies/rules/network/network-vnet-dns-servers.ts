import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const vnetDnsServers: ResourceRule = {
  id: "CS-0174",
  name: "network-vnet-dns-servers",
  title: "Networks with DNS servers of their own have two, at private addresses.",
  severity: "medium",
  why: "A network without a list asks Azure, which knows the private zones. One server of your own is one machine on which every name depends, and a public one sees every name and knows no private zone.",
  fix: {
    text: "Remove the list, or name two private servers.",
    code: 'dhcpOptions: { dnsServers: ["10.0.0.4", "10.0.0.5"] }',
  },
  controls: [
    ...ours("mcsb", "NS-1", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "psrule-azure:Azure.VNET.SingleDNS",
    "psrule-azure:Azure.VNET.LocalDNS",
    "checkov:CKV_AZURE_182",
    "checkov:CKV_AZURE_183",
  ],
  url: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances",
  scope: "resource",
  types: azure.virtualNetwork,
  check: (inputs) => {
    const path = "dhcpOptions.dnsServers";
    const servers = inputs.strings(path);
    // Azure's own resolver is a virtual address of every network, and no single machine.
    if (servers.length === 0 || servers.every((server) => server === "168.63.129.16")) return pass;
    const open = servers.find((server) => !isPrivate(server));
    if (open !== undefined) return fail(`${path} holds the public address ${open}`, path);
    return servers.length >= 2 ? pass : fail(`${path} holds one server, must hold two or none`, path);
  },
};

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|168\.63\.129\.16$)/.test(address);
}
