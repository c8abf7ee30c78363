import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const machinelearningservicesWorkspacePublicAccessDisabled: ResourceRule = {
  id: "CS-0310",
  name: "machinelearningservices-workspace-public-access-disabled",
  title: "Machine Learning workspaces cannot be reached from the public internet.",
  severity: "high",
  why: "A workspace runs whatever its callers submit, with the data that its jobs may read.",
  fix: {
    text: 'Set publicNetworkAccess to "Disabled", and reach the workspace through a private endpoint.',
    code: 'new machinelearningservices.Workspace(name, { publicNetworkAccess: "Disabled" });',
  },
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: [
    "azure-policy:438c38d2-3772-465a-a9cc-7a6666a275ce",
    "psrule-azure:Azure.ML.PublicAccess",
    "checkov:CKV_AZURE_144",
  ],
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",
  scope: "resource",
  types: azure.learningWorkspace,
  check: (inputs) => mustBe(inputs, "publicNetworkAccess", "Disabled"),
};
