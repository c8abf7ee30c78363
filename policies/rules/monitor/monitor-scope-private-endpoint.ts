import { ours, vendor } from "../../controls";
import { hasPrivateEndpoint } from "../../private-endpoints";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";

export const scopePrivateEndpoint: GraphRule = {
  id: "CS-0179",
  name: "monitor-scope-private-endpoint",
  title: "Private link scopes of Azure Monitor are reached through a private endpoint.",
  severity: "medium",
  why: "A scope without an endpoint is in no network: logs go over the public address, or, where that is closed, nowhere.",
  fix: {
    text: 'Add a private endpoint with the group "azuremonitor".',
    code: 'new network.PrivateEndpoint(name, { privateLinkServiceConnections: [{ privateLinkServiceId: scope.id, groupIds: ["azuremonitor"] }] });',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["azure-policy:0fc55270-f8bf-4feb-b7b8-5e7e7eacc6a6"],
  url: "https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security",
  scope: "graph",
  types: azure.privateLinkScope,
  check: (scope, graph) => hasPrivateEndpoint(scope, graph, "azuremonitor"),
};
