import type * as authorization from "@pulumi/azure-native/authorization";
import type * as databricks from "@pulumi/azure-native/databricks";
import * as resources from "@pulumi/azure-native/resources";
import type * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import type { DatabricksKeys } from "./databricks-keys";
import { workspaceSettings } from "./databricks-settings";
import type { DatabricksWorkspaceArgs } from "./databricks-workspace";

/** API version of the second write: the one that the SDK writes the workspace with. */
const apiVersion = "2026-01-01";

/**
 * Encrypts the managed storage account with the customer's key. Only the account's own identity can be allowed to use
 * the key, and that is made along with the workspace: Databricks wants the workspace written a second time, after the role.
 * A Pulumi resource is written once a run, hence an ARM deployment, which carries the whole workspace, so that it is
 * written again whenever anything of it changes.
 * https://learn.microsoft.com/azure/databricks/security/keys/cmk-dbfs-azure
 */
export function encryptRootStorage(
  parent: pulumi.Resource,
  name: string,
  args: DatabricksWorkspaceArgs,
  keys: DatabricksKeys,
  workspace: databricks.Workspace,
  role: authorization.RoleAssignment,
): resources.Deployment {
  const settings = workspaceSettings(args, keys);
  const key = keys.rootStorage;
  return new resources.Deployment(
    `${name}-root-encryption`,
    {
      resourceGroupName: args.resourceGroupName,
      properties: {
        mode: "Incremental",
        template: {
          $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          contentVersion: "1.0.0.0",
          resources: [
            {
              type: "Microsoft.Databricks/workspaces",
              apiVersion,
              name: workspace.name,
              location: args.location,
              sku: { name: "premium" },
              tags: { ...args.tags },
              properties: {
                ...settings,
                parameters: {
                  ...settings.parameters,
                  // Spelled as the service does.
                  encryption: {
                    value: {
                      keySource: "Microsoft.Keyvault",
                      keyvaulturi: key.vaultUri,
                      KeyName: key.keyName,
                      keyversion: key.version,
                    },
                  },
                },
              },
            },
          ],
        },
      },
      tags: { ...args.tags },
    },
    retried({ parent, dependsOn: [role] }),
  );
}
