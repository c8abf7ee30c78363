import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const securityGroupAssociated: GraphRule = {
  id: "CS-0173",
  name: "network-security-group-associated",
  title: "Security groups are attached to a subnet or an interface.",
  severity: "low",
  why: "A group that nothing uses looks like protection in every list, and protects nothing.",
  fix: {
    text: "Name the group at the subnet, or remove it.",
    code: "new network.Subnet(name, { networkSecurityGroup: { id: group.id } });",
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
  covers: ["psrule-azure:Azure.NSG.Associated"],
  url: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
  scope: "graph",
  types: azure.networkSecurityGroup,
  check: (group, graph) => {
    const attached =
      graph.someReferrer(group, azure.subnet, "networkSecurityGroup.id") ||
      graph.someReferrer(group, azure.virtualNetwork, "subnets[].networkSecurityGroup.id") ||
      graph.someReferrer(group, azure.networkInterface, "networkSecurityGroup.id");
    return attached ? pass : fail("no subnet and no interface of this stack uses it");
  },
};
