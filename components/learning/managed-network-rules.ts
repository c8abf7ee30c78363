import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices";
import type * as pulumi from "@pulumi/pulumi";
import type { ArmIdParts } from "../shared/arm-id";
import { retried } from "../shared/retry";
import { Sequence } from "../shared/sequence";
import { assignLearningRoles, workspaceRoles } from "./learning-roles";

/** What {@link openManagedNetwork} needs to know. */
export interface ManagedNetworkRulesArgs {
  /** The workspace whose network it is. */
  readonly workspace: ArmIdParts;
  /** Object ID of the workspace's identity. */
  readonly principalId: string;
  /** ARM IDs of the accounts, by a stable key. */
  readonly models: Readonly<Record<string, pulumi.Input<string>>>;
  /** What stands before the first endpoint is made. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Gives the managed network of a workspace that stands already a private endpoint to each account. The workspace's identity
 * approves each, so its role comes first; a network takes one rule at a time.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export function openManagedNetwork(
  parent: pulumi.Resource,
  name: string,
  { workspace, principalId, models, after }: ManagedNetworkRulesArgs,
): void {
  const accounts = Object.entries(models);
  const scopes = accounts.map(([key, id]) => ({ kind: "model" as const, key: `models-${key}`, id }));
  const roles = assignLearningRoles(`${name}-network`, principalId, workspaceRoles, scopes, parent);
  const writes = new Sequence();
  for (const [key, id] of accounts) {
    writes.next(
      (before) =>
        new machinelearningservices.ManagedNetworkSettingsRule(
          `${name}-models-${key}`,
          {
            resourceGroupName: workspace.resourceGroupName,
            workspaceName: workspace.name,
            // Others have rules in this network, too.
            ruleName: `${name}-${key}`,
            properties: {
              type: "PrivateEndpoint",
              category: "UserDefined",
              destination: { serviceResourceId: id, subresourceTarget: "account", sparkEnabled: false },
            },
          },
          retried({ parent, dependsOn: [...before, ...roles, ...after] }),
        ),
    );
  }
}
