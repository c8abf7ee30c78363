import type { ResourceType } from "./resource-type";

const vault =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}";

/** Sources: azure-rest-api-specs keyvault/resource-manager 2024-11-01; name rules of Microsoft.KeyVault on Microsoft Learn. */
export const keyvault: readonly ResourceType[] = [
  {
    token: "azure-native:keyvault:Vault",
    path: vault,
    autoName: { vaultName: "random" },
    rules: { vaultName: { min: 3, max: 24, pattern: "^[a-zA-Z0-9-]{3,24}$" } },
    maintained: ["properties.accessPolicies"],
    defaults: {
      "properties.accessPolicies": [],
      "properties.enableSoftDelete": true,
      "properties.softDeleteRetentionInDays": 90,
      "properties.enableRbacAuthorization": false,
      "properties.enabledForDeployment": false,
      "properties.publicNetworkAccess": "Enabled",
    },
    computed: {
      "properties.vaultUri": "https://{name}.vault.azure.net/",
      "properties.provisioningState": "Succeeded",
    },
    seconds: 8,
  },
  {
    token: "azure-native:keyvault:Key",
    path: `${vault}/keys/{keyName}`,
    autoName: { keyName: "copy" },
    rules: { keyName: { min: 1, max: 127, pattern: "^[a-zA-Z0-9-]{1,127}$" } },
    // A key is immutable through ARM: a PUT on an existing one returns it unchanged.
    forceNew: ["properties.kty", "properties.keySize", "properties.curveName"],
    defaults: { "properties.attributes.enabled": true },
    computed: {
      "properties.keyUri": "https://{parentName}.vault.azure.net/keys/{name}",
      "properties.keyUriWithVersion": "https://{parentName}.vault.azure.net/keys/{name}/{hex32:version}",
    },
  },
  {
    token: "azure-native:keyvault:Secret",
    path: `${vault}/secrets/{secretName}`,
    autoName: { secretName: "copy" },
    rules: { secretName: { min: 1, max: 127, pattern: "^[a-zA-Z0-9-]{1,127}$" } },
    computed: {
      "properties.secretUri": "https://{parentName}.vault.azure.net/secrets/{name}",
      "properties.secretUriWithVersion":
        "https://{parentName}.vault.azure.net/secrets/{name}/{hex32:version}",
    },
  },
  {
    token: "azure-native:keyvault:PrivateEndpointConnection",
    path: `${vault}/privateEndpointConnections/{privateEndpointConnectionName}`,
    autoName: { privateEndpointConnectionName: "copy" },
    computed: { "properties.provisioningState": "Succeeded" },
  },
];
