import { CloudError } from "../arm/error";
import { at } from "../arm/json";
import type { ResourceAction } from "./action";
import type { ResourceType } from "./resource-type";

const account =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.CognitiveServices/accounts/{accountName}";
const accountName = { min: 2, max: 64, pattern: "^[a-zA-Z0-9][a-zA-Z0-9_.-]*$" };
const capabilityHostName = { min: 1, max: 255, pattern: "^[a-zA-Z0-9][a-zA-Z0-9\\-_]{0,254}$" };
const connectionName = { min: 3, max: 33, pattern: "^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$" };

const tracked = { etag: '"{hex32:etag}"' };
const succeeded = { ...tracked, "properties.provisioningState": "Succeeded" };

/** Source: azure-rest-api-specs cognitiveservices/CognitiveServices.Management (TypeSpec), version 2025-06-01. */
export const cognitiveservices: readonly ResourceType[] = [
  {
    token: "azure-native:cognitiveservices:Account",
    path: account,
    autoName: { accountName: "random" },
    rules: { accountName },
    forceNew: ["kind", "properties.customSubDomainName"],
    defaults: {
      "properties.publicNetworkAccess": "Enabled",
      "properties.disableLocalAuth": false,
    },
    computed: {
      ...succeeded,
      "properties.internalId": "{hex32:internal}",
      "properties.dateCreated": "{now}",
      "properties.isMigrated": false,
      "properties.callRateLimit": { rules: [] },
      "properties.capabilities": [],
    },
    seconds: 10,
    creating: "Accepted",
  },
  {
    token: "azure-native:cognitiveservices:Deployment",
    path: `${account}/deployments/{deploymentName}`,
    autoName: { deploymentName: "copy" },
    defaults: { "properties.versionUpgradeOption": "OnceNewDefaultVersionAvailable" },
    computed: succeeded,
    seconds: 8,
  },
  {
    token: "azure-native:cognitiveservices:RaiPolicy",
    path: `${account}/raiPolicies/{raiPolicyName}`,
    autoName: { raiPolicyName: "copy" },
    computed: { ...tracked, "properties.type": "UserManaged" },
    seconds: 2,
  },
  {
    token: "azure-native:cognitiveservices:RaiBlocklist",
    path: `${account}/raiBlocklists/{raiBlocklistName}`,
    autoName: { raiBlocklistName: "copy" },
    computed: tracked,
  },
  {
    token: "azure-native:cognitiveservices:RaiBlocklistItem",
    path: `${account}/raiBlocklists/{raiBlocklistName}/raiBlocklistItems/{raiBlocklistItemName}`,
    autoName: { raiBlocklistItemName: "copy" },
    computed: tracked,
  },
  {
    token: "azure-native:cognitiveservices:Project",
    path: `${account}/projects/{projectName}`,
    autoName: { projectName: "copy" },
    rules: { projectName: accountName },
    computed: {
      ...succeeded,
      "properties.internalId": "{hex32:internal}",
      "properties.endpoints": {
        "AI Foundry API": "https://{parentName}.services.ai.azure.com/api/projects/{name}",
      },
    },
    seconds: 6,
  },
  {
    token: "azure-native:cognitiveservices:AccountConnection",
    path: `${account}/connections/{connectionName}`,
    autoName: { connectionName: "copy" },
    rules: { connectionName },
  },
  {
    token: "azure-native:cognitiveservices:ProjectConnection",
    path: `${account}/projects/{projectName}/connections/{connectionName}`,
    autoName: { connectionName: "copy" },
    rules: { connectionName },
  },
  {
    token: "azure-native:cognitiveservices:AccountCapabilityHost",
    path: `${account}/capabilityHosts/{capabilityHostName}`,
    autoName: { capabilityHostName: "copy" },
    rules: { capabilityHostName },
    renamed: { capabilityHostProperties: "properties" },
    computed: { "properties.provisioningState": "Succeeded" },
    seconds: 30,
  },
  {
    token: "azure-native:cognitiveservices:ProjectCapabilityHost",
    path: `${account}/projects/{projectName}/capabilityHosts/{capabilityHostName}`,
    autoName: { capabilityHostName: "copy" },
    rules: { capabilityHostName },
    renamed: { projectCapabilityHostProperties: "properties" },
    computed: { "properties.provisioningState": "Succeeded" },
    seconds: 30,
  },
  {
    token: "azure-native:cognitiveservices:AgentApplication",
    path: `${account}/projects/{projectName}/applications/{name}`,
    autoName: { name: "copy" },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.isEnabled": true,
    },
    seconds: 4,
  },
  {
    token: "azure-native:cognitiveservices:AgentDeployment",
    path: `${account}/projects/{projectName}/applications/{appName}/agentDeployments/{deploymentName}`,
    autoName: { deploymentName: "copy" },
    computed: {
      "properties.provisioningState": "Succeeded",
    },
    seconds: 8,
  },
];

export const cognitiveservicesActions: readonly ResourceAction[] = [
  {
    token: "azure-native:cognitiveservices:listAccountKeys",
    path: account,
    answer: (resource, cloud) => {
      if (at(resource.body, "properties.disableLocalAuth") === true) {
        throw new CloudError(400, "BadRequest", "Failed to list key. disableLocalAuth is set to be true");
      }
      const key = (label: string) =>
        cloud.seed.hex(`${resource.id.toLowerCase()}#${resource.incarnation}:${label}`, 32);
      return { key1: key("key1"), key2: key("key2") };
    },
  },
];
