import { ours, vendor } from "../../controls";
import { hasPrivateEndpoint } from "../../private-endpoints";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure } from "../../verdicts";

export const databricksWorkspacePrivateEndpoint: GraphRule = {
  id: "CS-0305",
  name: "databricks-workspace-private-endpoint",
  title: "Databricks workspaces have private endpoints for their API and for signing in.",
  severity: "high",
  why: "Without public access, a workspace without both endpoints is closed to everybody: nodes cannot reach the control plane, and browsers cannot sign in.",
  fix: {
    text: "Give the workspace an endpoint of the group databricks_ui_api, and one of browser_authentication.",
    code: "new PrivateEndpoint(name, { ...home, service: workspace.service, subnet, dnsZones });",
  },
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: ["azure-policy:258823f2-4595-4b52-b333-cc96192710d8"],
  url: "https://learn.microsoft.com/azure/databricks/security/network/classic/private-link-standard",
  scope: "graph",
  types: azure.databricksWorkspace,
  check: (resource, graph) =>
    firstFailure(
      () => hasPrivateEndpoint(resource, graph, "databricks_ui_api"),
      () => hasPrivateEndpoint(resource, graph, "browser_authentication"),
    ),
};
