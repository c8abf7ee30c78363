import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const databricksWorkspaceNoPublicIp: ResourceRule = {
  id: "CS-0301",
  name: "databricks-workspace-no-public-ip",
  title: "Nodes of Databricks clusters have no public addresses.",
  severity: "high",
  why: "A node with a public address can be reached, and can send data out past every rule of the network.",
  fix: {
    text: "Set parameters.enableNoPublicIp to true.",
    code: "new databricks.Workspace(name, { parameters: { enableNoPublicIp: { value: true } } });",
  },
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: [
    "azure-policy:51c1490f-3319-459c-bbbc-7f391bbed753",
    "psrule-azure:Azure.Databricks.SecureConnectivity",
    "checkov:CKV_AZURE_158",
    "prowler-azure:databricks_workspace_no_public_ip_enabled",
  ],
  url: "https://learn.microsoft.com/azure/databricks/security/network/classic/secure-cluster-connectivity",
  scope: "resource",
  types: azure.databricksWorkspace,
  check: (inputs) => mustBe(inputs, "parameters.enableNoPublicIp.value", true),
};
