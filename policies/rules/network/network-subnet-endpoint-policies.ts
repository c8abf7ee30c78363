import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { notApplicable, pass, same, unlike } from "../../verdicts";

export const subnetEndpointPolicies: GraphRule = {
  id: "CS-0042",
  name: "network-subnet-endpoint-policies",
  title: "Security groups hold for private endpoints, too.",
  severity: "low",
  why: "Network policies for private endpoints are off by default: the security group of the subnet is then there to be seen, and lets everything through to the endpoints.",
  fix: {
    text: 'Set privateEndpointNetworkPolicies to "Enabled" or "NetworkSecurityGroupEnabled".',
    code: 'new network.Subnet(name, { privateEndpointNetworkPolicies: "Enabled" });',
  },
  controls: [
    ...ours("mcsb", "NS-1", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy",
  scope: "graph",
  types: azure.subnet,
  check: (subnet, graph) => {
    if (!graph.someReferrer(subnet, azure.privateEndpoint, "subnet.id"))
      return notApplicable("no private endpoint stands in it");
    const inputs = graph.inputs(subnet);
    const policies = inputs.string("privateEndpointNetworkPolicies");
    return same(policies, "Enabled") || same(policies, "NetworkSecurityGroupEnabled")
      ? pass
      : unlike(
          inputs,
          "privateEndpointNetworkPolicies",
          'must be "Enabled" or "NetworkSecurityGroupEnabled"',
        );
  },
};
