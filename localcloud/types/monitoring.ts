import type { ResourceType } from "./resource-type";

const group = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";
const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}`;
const insights = `${group}/providers/Microsoft.Insights`;

/** Sources: azure-rest-api-specs operationalinsights, applicationinsights and monitor (resource-manager). */
export const monitoring: readonly ResourceType[] = [
  {
    token: "azure-native:operationalinsights:Workspace",
    path: workspace,
    autoName: { workspaceName: "random" },
    rules: { workspaceName: { min: 4, max: 63, pattern: "^[A-Za-z0-9][A-Za-z0-9-]+[A-Za-z0-9]$" } },
    defaults: {
      "properties.sku.name": "PerGB2018",
      "properties.retentionInDays": 30,
      "properties.publicNetworkAccessForIngestion": "Enabled",
      "properties.publicNetworkAccessForQuery": "Enabled",
      "properties.features.enableLogAccessUsingOnlyResourcePermissions": true,
    },
    computed: {
      etag: '"{guid:etag}"',
      "properties.provisioningState": "Succeeded",
      "properties.customerId": "{guid:customer}",
      "properties.createdDate": "{now}",
      "properties.modifiedDate": "{now}",
    },
    seconds: 10,
  },
  {
    token: "azure-native:operationalinsights:Table",
    path: `${workspace}/tables/{tableName}`,
    autoName: { tableName: "copy" },
    computed: { "properties.provisioningState": "Succeeded" },
  },
  {
    token: "azure-native:operationalinsights:SavedSearch",
    path: `${workspace}/savedSearches/{savedSearchId}`,
    autoName: { savedSearchId: "copy" },
  },
  {
    token: "azure-native:applicationinsights:Component",
    path: `${insights}/components/{resourceName}`,
    autoName: { resourceName: "random" },
    rules: { resourceName: { min: 1, max: 260 } },
    renamed: {
      appId: "AppId",
      applicationId: "ApplicationId",
      applicationType: "Application_Type",
      connectionString: "ConnectionString",
      creationDate: "CreationDate",
      disableIpMasking: "DisableIpMasking",
      disableLocalAuth: "DisableLocalAuth",
      flowType: "Flow_Type",
      forceCustomerStorageForProfiler: "ForceCustomerStorageForProfiler",
      hockeyAppId: "HockeyAppId",
      immediatePurgeDataOn30Days: "ImmediatePurgeDataOn30Days",
      ingestionMode: "IngestionMode",
      instrumentationKey: "InstrumentationKey",
      requestSource: "Request_Source",
      retentionInDays: "RetentionInDays",
      samplingPercentage: "SamplingPercentage",
      tenantId: "TenantId",
      workspaceResourceId: "WorkspaceResourceId",
    },
    defaults: {
      "properties.IngestionMode": "LogAnalytics",
      "properties.publicNetworkAccessForIngestion": "Enabled",
      "properties.publicNetworkAccessForQuery": "Enabled",
      "properties.RetentionInDays": 90,
    },
    computed: {
      etag: '"{guid:etag}"',
      "properties.provisioningState": "Succeeded",
      "properties.AppId": "{guid:app}",
      "properties.ApplicationId": "{name}",
      "properties.InstrumentationKey": "{guid:key}",
      "properties.ConnectionString":
        "InstrumentationKey={guid:key};IngestionEndpoint=https://{location}-0.in.applicationinsights.azure.com/;LiveEndpoint=https://{location}.livediagnostics.monitor.azure.com/;ApplicationId={guid:app}",
      "properties.CreationDate": "{now}",
      "properties.TenantId": "{subscriptionId}",
    },
    seconds: 4,
  },
  {
    token: "azure-native:monitor:DiagnosticSetting",
    path: "/{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}",
    autoName: { name: "random" },
    rules: { name: { min: 1, max: 260 } },
    seconds: 1,
  },
  {
    token: "azure-native:monitor:SubscriptionDiagnosticSetting",
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Insights/diagnosticSettings/{name}",
    autoName: { name: "random" },
    seconds: 1,
  },
  {
    token: "azure-native:monitor:ActionGroup",
    path: `${insights}/actionGroups/{actionGroupName}`,
    autoName: { actionGroupName: "random" },
    rules: { groupShortName: { max: 12 } },
    seconds: 1,
  },
  {
    token: "azure-native:monitor:MetricAlert",
    path: `${insights}/metricAlerts/{ruleName}`,
    autoName: { ruleName: "random" },
    computed: { "properties.isMigrated": false, "properties.lastUpdatedTime": "{now}" },
    seconds: 1,
  },
  {
    token: "azure-native:monitor:ActivityLogAlert",
    path: `${insights}/activityLogAlerts/{activityLogAlertName}`,
    autoName: { activityLogAlertName: "random" },
    seconds: 1,
  },
  {
    token: "azure-native:monitor:ScheduledQueryRule",
    path: `${insights}/scheduledQueryRules/{ruleName}`,
    autoName: { ruleName: "random" },
    seconds: 1,
  },
  {
    token: "azure-native:monitor:PrivateLinkScope",
    path: `${insights}/privateLinkScopes/{scopeName}`,
    autoName: { scopeName: "random" },
    computed: { "properties.provisioningState": "Succeeded" },
  },
  {
    token: "azure-native:monitor:PrivateLinkScopedResource",
    path: `${insights}/privateLinkScopes/{scopeName}/scopedResources/{name}`,
    autoName: { name: "copy" },
    computed: { "properties.provisioningState": "Succeeded" },
  },
  {
    token: "azure-native:consumption:Budget",
    path: "/{scope}/providers/Microsoft.Consumption/budgets/{budgetName}",
    autoName: { budgetName: "random" },
    rules: { budgetName: { min: 1, max: 63 } },
    computed: {
      eTag: '"{hex16:etag}"',
      "properties.currentSpend": { amount: 0, unit: "EUR" },
    },
    seconds: 1,
  },
];
