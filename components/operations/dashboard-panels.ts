/** A chart of one metric, for every dashboard that shows it. */
export interface MetricPanel {
  readonly title: string;
  /** Name of the metric as Azure Monitor's REST API knows it. */
  readonly metric: string;
  readonly aggregation: "Total" | "Average" | "Maximum";
  /** Dimension by which the chart is split. */
  readonly splitBy?: string;
  readonly unit: "count" | "milliseconds" | "percent";
}

/** A row of charts on resources of one type. */
export interface PanelRow {
  readonly title: string;
  /** Namespace of the metrics, e.g. `Microsoft.KeyVault/vaults`. */
  readonly namespace: string;
  /** Which resources are shown. */
  readonly of: "accounts" | "vaults";
  readonly panels: readonly MetricPanel[];
}

const byDeployment = "ModelDeploymentName";

/** What an operator looks at, from what callers feel to what keeps the platform running. */
export const panelRows: readonly PanelRow[] = [
  {
    title: "Models",
    namespace: "Microsoft.CognitiveServices/accounts",
    of: "accounts",
    panels: [
      {
        title: "Calls",
        metric: "AzureOpenAIRequests",
        aggregation: "Total",
        splitBy: byDeployment,
        unit: "count",
      },
      {
        title: "Calls by status",
        metric: "AzureOpenAIRequests",
        aggregation: "Total",
        splitBy: "StatusCode",
        unit: "count",
      },
      {
        title: "Tokens",
        metric: "TokenTransaction",
        aggregation: "Total",
        splitBy: byDeployment,
        unit: "count",
      },
      {
        title: "Time to response",
        metric: "AzureOpenAITimeToResponse",
        aggregation: "Average",
        splitBy: byDeployment,
        unit: "milliseconds",
      },
      {
        title: "Provisioned utilisation",
        metric: "AzureOpenAIProvisionedManagedUtilizationV2",
        aggregation: "Maximum",
        splitBy: byDeployment,
        unit: "percent",
      },
      {
        title: "Stopped by content filters",
        metric: "RAIRejectedRequests",
        aggregation: "Total",
        splitBy: byDeployment,
        unit: "count",
      },
    ],
  },
  {
    title: "Keys",
    namespace: "Microsoft.KeyVault/vaults",
    of: "vaults",
    panels: [
      { title: "Availability", metric: "Availability", aggregation: "Average", unit: "percent" },
      {
        title: "Operations by status",
        metric: "ServiceApiResult",
        aggregation: "Total",
        splitBy: "StatusCode",
        unit: "count",
      },
    ],
  },
];

/** ARM IDs of what the rows show. */
export type PanelResources = { readonly [Of in PanelRow["of"]]: readonly string[] };
