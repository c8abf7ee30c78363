import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { isServiceSubnet } from "../../subnets";
import { azure } from "../../types";
import { mustBe, notApplicable } from "../../verdicts";

export const subnetOutboundExplicit: ResourceRule = {
  id: "CS-0043",
  name: "network-subnet-outbound-explicit",
  title: "Subnets have no default way out to the internet.",
  severity: "medium",
  why: "Azure's default outbound access gives every machine a public address that nobody chose, sees or filters, by which data can leave.",
  fix: {
    text: "Set defaultOutboundAccess to false; where a way out is needed, make it a firewall or NAT gateway.",
    code: "new network.Subnet(name, { defaultOutboundAccess: false });",
  },
  controls: [
    ...ours("mcsb", "NS-1"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "CM-7"),
    ...ours("iso27001", "A.8.12"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: ["azure-policy:7bca8353-aa3b-429b-904a-9229c4385837", "psrule-azure:Azure.VNET.PrivateSubnet"],
  url: "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",
  scope: "resource",
  types: azure.subnet,
  check: (inputs) =>
    isServiceSubnet(inputs.string("subnetName"))
      ? notApplicable("a subnet of a network service")
      : mustBe(inputs, "defaultOutboundAccess", false),
};
