import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const machinelearningservicesWorkspaceApprovedOutbound: ResourceRule = {
  id: "CS-0311",
  name: "machinelearningservices-workspace-approved-outbound",
  title: "Compute of Machine Learning workspaces calls only what is approved.",
  severity: "high",
  why: "Training code comes with thousands of packages. What one of them steals must find no way out.",
  fix: {
    text: 'Set managedNetwork.isolationMode to "AllowOnlyApprovedOutbound".',
    code: 'new machinelearningservices.Workspace(name, { managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" } });',
  },
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: ["azure-policy:6ddb1705-c8cf-450e-aa4b-19ad6703c440"],
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",
  scope: "resource",
  types: azure.learningWorkspace,
  check: (inputs) => mustBe(inputs, "managedNetwork.isolationMode", "AllowOnlyApprovedOutbound"),
};
