import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const databricksWorkspacePublicAccessDisabled: ResourceRule = {
  id: "CS-0300",
  name: "databricks-workspace-public-access-disabled",
  title: "Databricks workspaces cannot be reached from the public internet.",
  severity: "high",
  why: "Notebooks read the company's data. A stolen token opens them from anywhere unless the workspace is reached through the private network alone.",
  fix: {
    text: 'Set publicNetworkAccess to "Disabled", and reach the workspace through private endpoints.',
    code: 'new databricks.Workspace(name, { publicNetworkAccess: "Disabled" });',
  },
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: [
    "azure-policy:0e7849de-b939-4c50-ab48-fc6b0f5eeba2",
    "psrule-azure:Azure.Databricks.PublicAccess",
    "prowler-azure:databricks_workspace_public_network_access_disabled",
  ],
  url: "https://learn.microsoft.com/azure/databricks/security/network/classic/private-link-standard",
  scope: "resource",
  types: azure.databricksWorkspace,
  check: (inputs) => mustBe(inputs, "publicNetworkAccess", "Disabled"),
};
