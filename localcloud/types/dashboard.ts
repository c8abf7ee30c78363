import type { ResourceType } from "./resource-type";

const dashboard_ =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Dashboard/dashboards/{dashboardName}";

/** Source: azure-rest-api-specs dashboard/resource-manager 2025-09-01-preview ("Azure Monitor dashboards with Grafana"). */
export const dashboard: readonly ResourceType[] = [
  {
    token: "azure-native:dashboard:Dashboard",
    path: dashboard_,
    autoName: { dashboardName: "random" },
    computed: { "properties.provisioningState": "Succeeded" },
    seconds: 3,
  },
  {
    token: "azure-native:dashboard:DashboardDefinition",
    path: `${dashboard_}/dashboardDefinitions/{definitionName}`,
    autoName: { definitionName: "copy" },
    computed: { "properties.provisioningState": "Succeeded" },
    seconds: 2,
  },
];
