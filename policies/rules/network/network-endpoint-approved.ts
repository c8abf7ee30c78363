import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const endpointApproved: ResourceRule = {
  id: "CS-0175",
  name: "network-endpoint-approved",
  title: "Private endpoints connect without waiting for an approval.",
  severity: "low",
  why: "A connection that asks for approval stands in the network and leads nowhere until somebody in the other subscription agrees, and nobody notices which one still waits.",
  fix: {
    text: "Use privateLinkServiceConnections, with a role on the target that may approve.",
    code: "new network.PrivateEndpoint(name, { privateLinkServiceConnections: [{ privateLinkServiceId, groupIds }] });",
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
  covers: [],
  url: "https://learn.microsoft.com/azure/private-link/private-endpoint-overview",
  scope: "resource",
  types: azure.privateEndpoint,
  check: (inputs) =>
    inputs.list("manualPrivateLinkServiceConnections").length > 0
      ? fail(
          "manualPrivateLinkServiceConnections waits for an approval",
          "manualPrivateLinkServiceConnections",
        )
      : pass,
};
