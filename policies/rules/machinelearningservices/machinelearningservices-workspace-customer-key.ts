import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe, pass, unlike } from "../../verdicts";

export const machinelearningservicesWorkspaceCustomerKey: ResourceRule = {
  id: "CS-0312",
  name: "machinelearningservices-workspace-customer-key",
  title: "Machine Learning workspaces are encrypted with a customer-managed key.",
  severity: "medium",
  why: "Experiments, metrics and schedules tell what a company trains on. Whoever holds the key can end access to them.",
  fix: {
    text: 'Set encryption with status "Enabled" and a key.',
    code: 'new machinelearningservices.Workspace(name, { encryption: { status: "Enabled", keyVaultProperties } });',
  },
  controls: [...vendor("mcsb", "DP-5"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(a)(2)(iv)")],
  covers: ["azure-policy:ba769a63-b8cc-4b2d-abf6-ac33c7204be8"],
  url: "https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys",
  scope: "resource",
  types: azure.learningWorkspace,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "encryption.status", "Enabled"),
      () =>
        inputs.string("encryption.keyVaultProperties.keyIdentifier")
          ? pass
          : unlike(inputs, "encryption.keyVaultProperties.keyIdentifier", "must name a key"),
    ),
};
