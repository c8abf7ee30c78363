import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe, pass, unlike } from "../../verdicts";

export const machinelearningservicesWorkspaceAssignedIdentity: ResourceRule = {
  id: "CS-0313",
  name: "machinelearningservices-workspace-assigned-identity",
  title: "Machine Learning workspaces act as a user-assigned identity.",
  severity: "medium",
  why: "A user-assigned identity has its roles before the workspace is made, and keeps them when the workspace is made again.",
  fix: {
    text: "Give the workspace a user-assigned identity, and name it as the primary one.",
    code: 'new machinelearningservices.Workspace(name, { identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] }, primaryUserAssignedIdentity: identity.id });',
  },
  controls: [...vendor("mcsb", "IM-3"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(d)")],
  covers: ["azure-policy:5f0c7d88-c7de-45b8-ac49-db49e72eaa78", "psrule-azure:Azure.ML.UserManagedIdentity"],
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication",
  scope: "resource",
  types: azure.learningWorkspace,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "identity.type", "UserAssigned"),
      () =>
        inputs.string("primaryUserAssignedIdentity")
          ? pass
          : unlike(inputs, "primaryUserAssignedIdentity", "must name the identity"),
    ),
};
