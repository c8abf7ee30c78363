import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, pass, unlike } from "../../verdicts";

export const databricksWorkspaceNetworkInjected: ResourceRule = {
  id: "CS-0302",
  name: "databricks-workspace-network-injected",
  title: "Databricks clusters run in a network of the platform.",
  severity: "high",
  why: "In a network that Databricks manages, no security group, flow log or route of the company holds.",
  fix: {
    text: "Give the workspace a network and two delegated subnets.",
    code: "new databricks.Workspace(name, { parameters: { customVirtualNetworkId: { value: network.id } } });",
  },
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: [
    "azure-policy:9c25c9e4-ee12-4882-afd2-11fb9d87893f",
    "prowler-azure:databricks_workspace_vnet_injection_enabled",
  ],
  url: "https://learn.microsoft.com/azure/databricks/security/network/classic/vnet-inject",
  scope: "resource",
  types: azure.databricksWorkspace,
  check: (inputs) =>
    firstFailure(
      ...["customVirtualNetworkId", "customPublicSubnetName", "customPrivateSubnetName"].map(
        (name) => () =>
          inputs.string(`parameters.${name}.value`)
            ? pass
            : unlike(inputs, `parameters.${name}.value`, "must name the platform's own"),
      ),
    ),
};
