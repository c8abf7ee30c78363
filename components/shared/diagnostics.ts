import * as monitor from "@pulumi/azure-native/monitor";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Resources that have logs, and whether they have metrics that can be sent as well. Source:
 * https://learn.microsoft.com/azure/azure-monitor/reference/logs-index and .../reference/metrics-index
 */
const hasMetrics = {
  account: true,
  vault: true,
  virtualNetwork: true,
  networkSecurityGroup: false,
  workspace: true,
  blobService: true,
  cosmosAccount: true,
  searchService: true,
  containerEnvironment: true,
  gateway: true,
  firewall: true,
  databricksWorkspace: false,
  learningWorkspace: true,
  registry: true,
  redisDatabase: false,
} as const;

/** Sends every log and metric that a resource has to the platform's Log Analytics workspace. */
export function sendDiagnostics(
  name: string,
  args: {
    readonly kind: keyof typeof hasMetrics;
    readonly resourceId: pulumi.Input<string>;
    readonly workspaceId: pulumi.Input<string>;
  },
  opts: pulumi.CustomResourceOptions,
): monitor.DiagnosticSetting {
  return new monitor.DiagnosticSetting(
    name,
    {
      name: "platform-workspace",
      resourceUri: args.resourceId,
      workspaceId: args.workspaceId,
      logs: [{ categoryGroup: "allLogs", enabled: true }],
      metrics: hasMetrics[args.kind] ? [{ category: "AllMetrics", enabled: true }] : [],
    },
    opts,
  );
}
