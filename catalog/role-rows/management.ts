/**
 * Permissions of the roles of networks, gateways, containers, monitoring, cost, identities and access. Sources: the pages
 * networking, integration, monitor, management-and-governance, identity and privileged of
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (the last of 2026-07-01).
 */
import { none, type RoleRows } from "./row";

const manageAssignments = [
  "Microsoft.Authorization/roleAssignments/write",
  "Microsoft.Authorization/roleAssignments/delete",
] as const;

const readBilling = [
  "Microsoft.Billing/billingPeriods/read",
  "Microsoft.Resources/subscriptions/read",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
  "Microsoft.Advisor/configurations/read",
  "Microsoft.Advisor/recommendations/read",
  "Microsoft.Management/managementGroups/read",
  "Microsoft.Billing/billingProperty/read",
] as const;
const readGateways = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Insights/alertRules/*",
  "Microsoft.ResourceHealth/availabilityStatuses/read",
  "Microsoft.Resources/deployments/*",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
] as const;

/** Role -> permissions. */
export const managementRoles = {
  networkContributor: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Network/*",
      "Microsoft.ResourceHealth/availabilityStatuses/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
    ],
  },
  logAnalyticsContributor: {
    ...none,
    actions: [
      "*/read",
      "Microsoft.ClassicCompute/virtualMachines/extensions/*",
      "Microsoft.ClassicStorage/storageAccounts/listKeys/action",
      "Microsoft.Compute/virtualMachines/extensions/*",
      "Microsoft.HybridCompute/machines/extensions/write",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Insights/diagnosticSettings/*",
      "Microsoft.OperationalInsights/*",
      "Microsoft.OperationsManagement/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourcegroups/deployments/*",
      "Microsoft.Storage/storageAccounts/listKeys/action",
      "Microsoft.Support/*",
    ],
  },
  logAnalyticsReader: {
    ...none,
    actions: [
      "*/read",
      "Microsoft.OperationalInsights/workspaces/analytics/query/action",
      "Microsoft.OperationalInsights/workspaces/search/action",
      "Microsoft.Support/*",
    ],
    notActions: ["Microsoft.OperationalInsights/workspaces/sharedKeys/read"],
  },
  monitoringMetricsPublisher: {
    ...none,
    actions: [
      "Microsoft.Insights/Register/Action",
      "Microsoft.Support/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
    ],
    dataActions: ["Microsoft.Insights/Metrics/Write", "Microsoft.Insights/Telemetry/Write"],
  },
  monitoringReader: {
    ...none,
    actions: ["*/read", "Microsoft.OperationalInsights/workspaces/search/action", "Microsoft.Support/*"],
  },
  applicationInsightsComponentContributor: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Insights/generateLiveToken/read",
      "Microsoft.Insights/metricAlerts/*",
      "Microsoft.Insights/components/*",
      "Microsoft.Insights/scheduledqueryrules/*",
      "Microsoft.Insights/topology/read",
      "Microsoft.Insights/transactions/read",
      "Microsoft.Insights/webtests/*",
      "Microsoft.ResourceHealth/availabilityStatuses/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
    ],
  },
  costManagementReader: {
    ...none,
    actions: ["Microsoft.Consumption/*/read", "Microsoft.CostManagement/*/read", ...readBilling],
  },
  costManagementContributor: {
    ...none,
    actions: ["Microsoft.Consumption/*", "Microsoft.CostManagement/*", ...readBilling],
  },
  resourcePolicyContributor: {
    ...none,
    actions: [
      "*/read",
      ...["assignments", "definitions", "exemptions", "setdefinitions"].map(
        (kind) => `Microsoft.Authorization/policy${kind}/*`,
      ),
      "Microsoft.PolicyInsights/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Support/*",
    ],
  },
  apiManagementServiceContributor: {
    ...none,
    actions: ["Microsoft.ApiManagement/service/*", ...readGateways],
  },
  apiManagementServiceReader: {
    ...none,
    actions: [
      "Microsoft.ApiManagement/service/*/read",
      "Microsoft.ApiManagement/service/read",
      ...readGateways,
    ],
    notActions: ["Microsoft.ApiManagement/service/users/keys/read"],
  },
  containerAppsSessionExecutor: {
    ...none,
    actions: ["Microsoft.App/sessionPools/*/read"],
    dataActions: ["Microsoft.App/sessionPools/*"],
    // https://learn.microsoft.com/azure/container-apps/sessions-usage#authentication-and-authorization
    unverified: "documentation that lets it run code and use files in sessions, and nothing else",
  },
  managedIdentityOperator: {
    ...none,
    actions: [
      "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
      "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Support/*",
    ],
  },
  owner: { ...none, actions: ["*"] },
  contributor: {
    ...none,
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
      "Microsoft.Compute/galleries/share/action",
      "Microsoft.Purview/consents/write",
      "Microsoft.Purview/consents/delete",
      "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
      "Microsoft.Subscription/cancel/action",
      "Microsoft.Subscription/enable/action",
    ],
  },
  reader: { ...none, actions: ["*/read"] },
  rbacAdministrator: { ...none, actions: [...manageAssignments, "*/read", "Microsoft.Support/*"] },
  userAccessAdministrator: {
    ...none,
    actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
  },
} satisfies RoleRows;
