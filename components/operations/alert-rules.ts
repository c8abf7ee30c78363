/** An alert on a metric of one resource. */
export interface MetricAlertRule {
  /** Stable key, a part of the alert's name. */
  readonly name: string;
  /** What has happened when it fires, and what to do. */
  readonly description: string;
  /** Name of the metric as Azure Monitor's REST API knows it. */
  readonly metric: string;
  /** Values of a dimension that count; everything counts without. */
  readonly only?: { readonly dimension: string; readonly values: readonly string[] };
  readonly aggregation: "Average" | "Total" | "Maximum";
  readonly operator: "GreaterThan" | "GreaterThanOrEqual" | "LessThan";
  readonly threshold: number;
  /** Span that is looked at, as an ISO 8601 duration; looked at again after a third of it, at most. */
  readonly window: "PT5M" | "PT15M" | "PT30M";
  /** 0 (critical) to 4 (verbose). */
  readonly severity: 0 | 1 | 2 | 3 | 4;
}

/** An alert on a query of the platform's logs: it fires when the query finds anything. */
export interface LogAlertRule {
  /** Stable key, a part of the alert's name. */
  readonly name: string;
  readonly description: string;
  /** Kusto query over the platform's workspace. */
  readonly query: string;
  readonly severity: 0 | 1 | 2 | 3 | 4;
}

/** What an operator sets of the alerts on accounts. */
export interface AlertThresholds {
  /** Refused calls (429) of an account in five minutes. */
  readonly throttledCalls: number;
  /** Average time to a response, in milliseconds. */
  readonly responseMilliseconds: number;
  /** Part of a provisioned or standard deployment's capacity that is in use, in percent. */
  readonly capacityPercent: number;
  /** Prompts and completions of an account that its filters stop in 15 minutes. */
  readonly filteredCalls: number;
}

/** Thresholds of a platform that sets none. */
export const defaultThresholds: AlertThresholds = {
  throttledCalls: 100,
  responseMilliseconds: 20_000,
  capacityPercent: 90,
  filteredCalls: 50,
};

/**
 * Alerts of every account. Metrics: https://learn.microsoft.com/azure/ai-foundry/openai/monitor-openai-reference
 */
export function accountAlerts(thresholds: AlertThresholds): readonly MetricAlertRule[] {
  return [
    {
      name: "throttled",
      description:
        "Callers are refused with 429: their share, or the deployment's capacity, is used up. See who calls, then raise the capacity or add a deployment for them to spill over to.",
      metric: "AzureOpenAIRequests",
      only: { dimension: "StatusCode", values: ["429"] },
      aggregation: "Total",
      operator: "GreaterThan",
      threshold: thresholds.throttledCalls,
      window: "PT5M",
      severity: 2,
    },
    {
      name: "latency",
      description:
        "Models take long to answer. Look at the size of prompts, then at the health of the region; a provisioned deployment answers more evenly.",
      metric: "AzureOpenAITimeToResponse",
      aggregation: "Average",
      operator: "GreaterThan",
      threshold: thresholds.responseMilliseconds,
      window: "PT15M",
      severity: 2,
    },
    {
      name: "availability",
      description: "Calls fail with errors of the service. Look at the health of the region, and fail over.",
      metric: "AzureOpenAIAvailabilityRate",
      aggregation: "Average",
      operator: "LessThan",
      threshold: 99,
      window: "PT15M",
      severity: 1,
    },
    {
      name: "content-filter",
      description:
        "Filters stop unusually many prompts or completions: an attack, a careless prompt, or a filter that is too strict for its use.",
      metric: "RAIRejectedRequests",
      aggregation: "Total",
      operator: "GreaterThan",
      threshold: thresholds.filteredCalls,
      window: "PT15M",
      severity: 2,
    },
  ];
}

/** The alert of an account with provisioned deployments. */
export function provisionedAlert({ capacityPercent }: AlertThresholds): MetricAlertRule {
  return {
    name: "provisioned-utilisation",
    description: `Provisioned units are in use to more than ${capacityPercent} percent: further calls are refused or spill over. Buy units, or move callers.`,
    metric: "AzureOpenAIProvisionedManagedUtilizationV2",
    aggregation: "Maximum",
    operator: "GreaterThan",
    threshold: capacityPercent,
    window: "PT15M",
    severity: 2,
  };
}

/** Minutes of the window over which tokens of a deployment are counted. */
const quotaMinutes = 5;

/**
 * The alert of a deployment that is paid by the token: how near it is to its own limit.
 *
 * @param tokensPerMinute The deployment's limit: its capacity in thousands, times 1,000.
 */
export function quotaAlert(
  deployment: string,
  tokensPerMinute: number,
  { capacityPercent }: AlertThresholds,
): MetricAlertRule {
  return {
    name: `quota-${deployment}`,
    description: `Deployment ${deployment} uses more than ${capacityPercent} percent of its ${tokensPerMinute} tokens a minute. Raise its capacity while the region's quota has headroom.`,
    metric: "TokenTransaction",
    only: { dimension: "ModelDeploymentName", values: [deployment] },
    aggregation: "Total",
    operator: "GreaterThan",
    threshold: Math.floor((tokensPerMinute * quotaMinutes * capacityPercent) / 100),
    window: "PT5M",
    severity: 3,
  };
}

/** Alerts of every key vault. Metrics: https://learn.microsoft.com/azure/key-vault/general/monitor-key-vault-reference */
export const vaultAlerts: readonly MetricAlertRule[] = [
  {
    name: "availability",
    description: "Keys cannot be used: what is encrypted with them stops working after a while.",
    metric: "Availability",
    aggregation: "Average",
    operator: "LessThan",
    threshold: 100,
    window: "PT15M",
    severity: 1,
  },
  {
    name: "saturation",
    description: "The vault nears its limit of operations, after which it refuses some.",
    metric: "SaturationShoebox",
    aggregation: "Average",
    operator: "GreaterThan",
    threshold: 75,
    window: "PT15M",
    severity: 2,
  },
  {
    name: "refused",
    description: "Somebody without a role tries to use keys, or an identity has lost its role.",
    metric: "ServiceApiResult",
    only: { dimension: "StatusCode", values: ["401", "403"] },
    aggregation: "Total",
    operator: "GreaterThan",
    threshold: 20,
    window: "PT15M",
    severity: 2,
  },
];

/** Alerts of the way out of the network. Metrics: https://learn.microsoft.com/azure/firewall/monitor-firewall-reference */
export const firewallAlerts: readonly MetricAlertRule[] = [
  {
    name: "health",
    description:
      "The firewall is degraded: agents do not reach the hosts that they call, and hosts of agents and code may not start. Look at the health of the region.",
    metric: "FirewallHealth",
    aggregation: "Average",
    operator: "LessThan",
    threshold: 90,
    window: "PT15M",
    severity: 1,
  },
  {
    name: "ports",
    description:
      "The ports of the firewall's public address are used up: further calls to hosts outside fail. Give it another address.",
    metric: "SNATPortUtilization",
    aggregation: "Average",
    operator: "GreaterThan",
    threshold: 95,
    window: "PT15M",
    severity: 2,
  },
];

/** Alerts on the platform's logs. */
export const logAlerts: readonly LogAlertRule[] = [
  {
    name: "key-operations",
    description:
      "A key was deleted, purged or disabled. What is encrypted with it is unreadable within the hour: recover the key at once unless this was meant.",
    query: [
      "AzureDiagnostics",
      '| where ResourceProvider == "MICROSOFT.KEYVAULT"',
      '| where OperationName in ("KeyDelete", "KeyPurge", "KeyUpdate", "VaultDelete", "VaultPurge")',
      '| where ResultType == "Success"',
    ].join("\n"),
    severity: 1,
  },
];
