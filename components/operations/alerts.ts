import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../shared/placement";
import { logAlerts, type LogAlertRule, type MetricAlertRule } from "./alert-rules";

/** Arguments of {@link Alerts}. */
export interface AlertsArgs extends Placement {
  /** Mailboxes that are told. */
  readonly emails: readonly string[];
  /** Name of at most 12 characters that mails and messages begin with. */
  readonly shortName: string;
  /** What is watched, by a stable key. */
  readonly targets: Readonly<Record<string, AlertTarget>>;
  /** ARM ID of the subscription, whose health of services is watched. */
  readonly subscriptionId: pulumi.Input<string>;
  /** Regions whose services are watched. */
  readonly regions: readonly string[];
  /** ARM ID of the Log Analytics workspace whose logs are watched. */
  readonly workspaceId: pulumi.Input<string>;
}

/** A resource with alerts on its metrics. */
export interface AlertTarget {
  /** ARM ID of the resource. */
  readonly id: pulumi.Input<string>;
  /** Namespace of its metrics, e.g. `Microsoft.KeyVault/vaults`. */
  readonly namespace: string;
  readonly rules: readonly MetricAlertRule[];
}

/** Who is told, and of what: metrics of accounts and vaults, operations on keys, and the health of Azure itself. */
export class Alerts extends pulumi.ComponentResource {
  /** ARM ID of the action group. */
  public readonly actionGroupId: pulumi.Output<string>;

  constructor(name: string, args: AlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:Alerts", name, args, opts);
    this.actionGroupId = createActionGroup(this, name, args).id;
    for (const [key, target] of Object.entries(args.targets)) {
      for (const rule of target.rules)
        createMetricAlert(this, `${name}-${key}-${rule.name}`, args, target, rule);
    }
    for (const rule of logAlerts) createLogAlert(this, `${name}-${rule.name}`, args, rule);
    createServiceHealthAlert(this, `${name}-service-health`, args);
    this.registerOutputs({ actionGroupId: this.actionGroupId });
  }
}

function createActionGroup(parent: Alerts, name: string, args: AlertsArgs): monitor.ActionGroup {
  return new monitor.ActionGroup(
    `${name}-people`,
    {
      resourceGroupName: args.resourceGroupName,
      // Runs on when a region is gone.
      location: "global",
      groupShortName: args.shortName,
      enabled: true,
      emailReceivers: args.emails.map((emailAddress) => ({
        name: emailAddress,
        emailAddress,
        useCommonAlertSchema: true,
      })),
      tags: { ...args.tags },
    },
    { parent },
  );
}

/** How often a window is looked at. */
const frequency = { PT5M: "PT1M", PT15M: "PT5M", PT30M: "PT5M" } as const;

function createMetricAlert(
  parent: Alerts,
  name: string,
  args: AlertsArgs,
  { id, namespace }: AlertTarget,
  rule: MetricAlertRule,
): void {
  const { only } = rule;
  new monitor.MetricAlert(
    name,
    {
      resourceGroupName: args.resourceGroupName,
      location: "global",
      description: rule.description,
      severity: rule.severity,
      enabled: true,
      autoMitigate: true,
      scopes: [id],
      windowSize: rule.window,
      evaluationFrequency: frequency[rule.window],
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: rule.name,
            metricNamespace: namespace,
            metricName: rule.metric,
            timeAggregation: rule.aggregation,
            operator: rule.operator,
            threshold: rule.threshold,
            // Some metrics are there only after the first call.
            skipMetricValidation: true,
            ...(only
              ? { dimensions: [{ name: only.dimension, operator: "Include", values: [...only.values] }] }
              : {}),
          },
        ],
      },
      actions: [{ actionGroupId: parent.actionGroupId }],
      tags: { ...args.tags },
    },
    { parent },
  );
}

function createLogAlert(parent: Alerts, name: string, args: AlertsArgs, rule: LogAlertRule): void {
  new monitor.ScheduledQueryRule(
    name,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      kind: "LogAlert",
      description: rule.description,
      severity: rule.severity,
      enabled: true,
      autoMitigate: false,
      scopes: [args.workspaceId],
      windowSize: "PT5M",
      evaluationFrequency: "PT5M",
      // The table is there only after the first record.
      skipQueryValidation: true,
      criteria: {
        allOf: [{ query: rule.query, timeAggregation: "Count", operator: "GreaterThan", threshold: 0 }],
      },
      actions: { actionGroups: [parent.actionGroupId] },
      tags: { ...args.tags },
    },
    { parent },
  );
}

/** Incidents, maintenance and advisories of Azure in the platform's regions. */
function createServiceHealthAlert(parent: Alerts, name: string, args: AlertsArgs): void {
  new monitor.ActivityLogAlert(
    name,
    {
      resourceGroupName: args.resourceGroupName,
      location: "global",
      description: "Azure reports an incident, maintenance or an advisory in a region of the platform.",
      enabled: true,
      scopes: [args.subscriptionId],
      condition: {
        allOf: [
          { field: "category", equals: "ServiceHealth" },
          {
            field: "properties.impactedServices[*].ImpactedRegions[*].RegionName",
            containsAny: [...args.regions, "Global"],
          },
        ],
      },
      actions: { actionGroups: [{ actionGroupId: parent.actionGroupId }] },
      tags: { ...args.tags },
    },
    { parent },
  );
}
