import type { ResourceType } from "./resource-type";

const identity =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}";

/** Source: azure-rest-api-specs msi/resource-manager 2023-01-31; name rules of Microsoft.ManagedIdentity on Microsoft Learn. */
export const managedidentity: readonly ResourceType[] = [
  {
    token: "azure-native:managedidentity:UserAssignedIdentity",
    path: identity,
    autoName: { resourceName: "random" },
    rules: { resourceName: { min: 3, max: 128, pattern: "^[a-zA-Z0-9][a-zA-Z0-9_-]*$" } },
    computed: {
      "properties.tenantId": "{tenantId}",
      "properties.principalId": "{guid:principal}",
      "properties.clientId": "{guid:client}",
    },
    seconds: 3,
  },
  {
    token: "azure-native:managedidentity:FederatedIdentityCredential",
    path: `${identity}/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}`,
    autoName: { federatedIdentityCredentialResourceName: "copy" },
    rules: {
      federatedIdentityCredentialResourceName: {
        min: 3,
        max: 120,
        pattern: "^[a-zA-Z0-9]{1}[a-zA-Z0-9-_]{2,119}$",
      },
    },
    seconds: 1,
  },
];
