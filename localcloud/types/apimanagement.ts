import type { ResourceType } from "./resource-type";

const service =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}";
const api = `${service}/apis/{apiId}`;
const product = `${service}/products/{productId}`;

const entityId = { min: 1, max: 80 };
const contentId = { min: 1, max: 256, pattern: "^[^*#&+:<>?]+$" };
/** Policies that are sent without a format are XML. */
const policy = { "properties.format": "xml" };

/**
 * Sources: azure-rest-api-specs apimanagement/resource-manager 2024-05-01; 30 to 45 minutes for a service in a network by
 * https://learn.microsoft.com/azure/api-management/api-management-using-with-internal-vnet.
 */
export const apimanagement: readonly ResourceType[] = [
  {
    token: "azure-native:apimanagement:ApiManagementService",
    path: service,
    autoName: { serviceName: "random" },
    rules: { serviceName: { min: 1, max: 50, pattern: "^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$" } },
    defaults: {
      "properties.publicNetworkAccess": "Enabled",
      "properties.virtualNetworkType": "None",
      "properties.disableGateway": false,
      "properties.enableClientCertificate": false,
      "properties.developerPortalStatus": "Enabled",
      "properties.legacyPortalStatus": "Disabled",
      "properties.natGatewayState": "Disabled",
      "properties.notificationSenderEmail": "apimgmt-noreply@mail.windowsazure.com",
    },
    computed: {
      etag: "{hex16:etag}",
      "properties.provisioningState": "Succeeded",
      "properties.targetProvisioningState": "",
      "properties.createdAtUtc": "{now}",
      "properties.platformVersion": "stv2.1",
      "properties.gatewayUrl": "https://{name}.azure-api.net",
      "properties.gatewayRegionalUrl": "https://{name}-{location}-01.regional.azure-api.net",
      "properties.managementApiUrl": "https://{name}.management.azure-api.net",
      "properties.portalUrl": "https://{name}.portal.azure-api.net",
      "properties.developerPortalUrl": "https://{name}.developer.azure-api.net",
      "properties.scmUrl": "https://{name}.scm.azure-api.net",
    },
    seconds: 2100,
    creating: "Creating",
  },
  {
    token: "azure-native:apimanagement:Backend",
    path: `${service}/backends/{backendId}`,
    autoName: { backendId: "random" },
    rules: { backendId: entityId },
    renamed: { type: "properties/type", properties: "properties/properties" },
  },
  {
    token: "azure-native:apimanagement:NamedValue",
    path: `${service}/namedValues/{namedValueId}`,
    autoName: { namedValueId: "random" },
    rules: { namedValueId: contentId },
    defaults: { "properties.secret": false },
    computed: { "properties.provisioningState": "Succeeded" },
  },
  {
    token: "azure-native:apimanagement:Cache",
    path: `${service}/caches/{cacheId}`,
    autoName: { cacheId: "random" },
    rules: { cacheId: { min: 1, max: 80, pattern: "^[^*#&+:<>?]+$" } },
  },
  {
    token: "azure-native:apimanagement:Logger",
    path: `${service}/loggers/{loggerId}`,
    autoName: { loggerId: "random" },
    rules: { loggerId: contentId },
    defaults: { "properties.isBuffered": true },
  },
  {
    token: "azure-native:apimanagement:Diagnostic",
    path: `${service}/diagnostics/{diagnosticId}`,
    autoName: { diagnosticId: "random" },
    rules: { diagnosticId: entityId },
  },
  {
    token: "azure-native:apimanagement:Api",
    path: api,
    autoName: { apiId: "random" },
    rules: { apiId: contentId },
    defaults: {
      "properties.apiRevision": "1",
      "properties.subscriptionRequired": true,
      "properties.protocols": ["https"],
    },
    computed: {
      "properties.isCurrent": true,
      "properties.isOnline": true,
      "properties.provisioningState": "Succeeded",
    },
    seconds: 10,
  },
  {
    token: "azure-native:apimanagement:ApiOperation",
    path: `${api}/operations/{operationId}`,
    autoName: { operationId: "random" },
    rules: { operationId: entityId },
  },
  {
    token: "azure-native:apimanagement:ApiPolicy",
    path: `${api}/policies/{policyId}`,
    autoName: { policyId: "random" },
    defaults: policy,
  },
  {
    token: "azure-native:apimanagement:Product",
    path: product,
    autoName: { productId: "random" },
    rules: { productId: { min: 1, max: 256 } },
    defaults: { "properties.subscriptionRequired": true, "properties.state": "notPublished" },
  },
  {
    token: "azure-native:apimanagement:ProductPolicy",
    path: `${product}/policies/{policyId}`,
    autoName: { policyId: "random" },
    defaults: policy,
  },
  {
    token: "azure-native:apimanagement:ProductApi",
    path: `${product}/apis/{apiId}`,
    autoName: { apiId: "random" },
  },
];
