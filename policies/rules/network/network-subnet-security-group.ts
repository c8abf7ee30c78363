import { canonicalType } from "../../../graph/types";
import { ours, vendor } from "../../controls";
import type { GraphRule } from "../../rule";
import { isServiceSubnet } from "../../subnets";
import { azure } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const subnetSecurityGroup: GraphRule = {
  id: "CS-0041",
  name: "network-subnet-security-group",
  title: "Subnets have a network security group.",
  severity: "high",
  why: "Without one, everything inside the network reaches everything in the subnet: one taken machine is enough to go on from.",
  fix: {
    text: "Attach a network security group, and turn network policies for private endpoints on so that it holds for them.",
    code: "new network.Subnet(name, { networkSecurityGroup: { id: group.id } });",
  },
  controls: [
    ...vendor("mcsb", "NS-1"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:e71308d3-144b-4262-b144-efdc3cc90517",
    "psrule-azure:Azure.VNET.UseNSGs",
    "checkov:CKV2_AZURE_31",
    "prowler-azure:network_subnet_nsg_associated",
  ],
  url: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
  scope: "graph",
  types: [...azure.subnet, ...azure.virtualNetwork],
  check: (resource, graph) => {
    const inputs = graph.inputs(resource);
    const groups = azure.networkSecurityGroup;
    if (canonicalType(resource.type) === azure.subnet[0]) {
      if (isServiceSubnet(inputs.string("subnetName"))) return notApplicable("a subnet of a network service");
      return graph.references(resource, "networkSecurityGroup.id", groups).length > 0
        ? pass
        : fail("networkSecurityGroup.id is not set", "networkSecurityGroup.id");
    }
    const subnets = inputs.list("subnets");
    if (subnets.length === 0) return notApplicable("its subnets are resources of their own");
    const open = subnets.find(
      (subnet) => !isServiceSubnet(subnet.string("name")) && !subnet.has("networkSecurityGroup.id"),
    );
    return open
      ? fail(`${open.path} (${open.show("name")}) has no networkSecurityGroup.id`, open.path)
      : pass;
  },
};
