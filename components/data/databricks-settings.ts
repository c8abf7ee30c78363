import type { DatabricksKeys } from "./databricks-keys";
import type { ComplianceStandard, DatabricksWorkspaceArgs } from "./databricks-workspace";

/** What is asked of a workspace. */
export function workspaceSettings(args: DatabricksWorkspaceArgs, keys: DatabricksKeys) {
  return {
    computeMode: "Hybrid",
    managedResourceGroupId: args.managedResourceGroupId,
    publicNetworkAccess: "Disabled",
    // Nodes reach the control plane through the private endpoint.
    requiredNsgRules: "NoAzureDatabricksRules",
    parameters: {
      customVirtualNetworkId: { value: args.virtualNetworkId },
      customPublicSubnetName: { value: args.subnets.host },
      customPrivateSubnetName: { value: args.subnets.container },
      enableNoPublicIp: { value: true },
      // Gives the managed storage account an identity; its key can be set only after that.
      prepareEncryption: { value: true },
      requireInfrastructureEncryption: { value: true },
      storageAccountSkuName: { value: "Standard_ZRS" },
    },
    encryption: {
      entities: {
        managedServices: {
          keySource: "Microsoft.Keyvault",
          keyVaultProperties: versioned(keys.controlPlane),
        },
        managedDisk: {
          keySource: "Microsoft.Keyvault",
          keyVaultProperties: versioned(keys.disks),
          rotationToLatestKeyVersionEnabled: true,
        },
      },
    },
    accessConnector: {
      id: args.connector.id,
      identityType: "UserAssigned",
      userAssignedIdentityId: args.connector.identityId,
    },
    // The managed storage account, too, lets nobody in but by private endpoint or as the access connector.
    defaultStorageFirewall: "Enabled",
    defaultCatalog: { initialType: "UnityCatalog" },
    ...(args.compliance?.length ? { enhancedSecurityCompliance: profile(args.compliance) } : {}),
  };
}

function versioned(key: DatabricksKeys["disks"]) {
  return { keyVaultUri: key.vaultUri, keyName: key.keyName, keyVersion: key.version };
}

/** The profile needs the other two: https://learn.microsoft.com/azure/databricks/security/privacy/security-profile */
function profile(standards: readonly ComplianceStandard[]) {
  return {
    complianceSecurityProfile: { value: "Enabled", complianceStandards: [...standards] },
    enhancedSecurityMonitoring: { value: "Enabled" },
    automaticClusterUpdate: { value: "Enabled" },
  };
}
