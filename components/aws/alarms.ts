import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import {
  callAlarms,
  changeAlarms,
  guardrailAlarm,
  type CallAlarm,
  type CallThresholds,
  type ChangeAlarm,
} from "./alarm-rules";
import type { GuardrailReference } from "./invoke-permissions";
import type { Notices } from "./notices";
import type { AwsPlace } from "./place";

/** Arguments of {@link Alarms}. */
export interface AlarmsArgs extends AwsPlace {
  /** What names of alarms begin with. */
  readonly prefix: string;
  readonly notices: Notices;
  readonly thresholds: CallThresholds;
  /** ARN of what is called, by a stable key: a workload and a model. */
  readonly calls: Readonly<Record<string, pulumi.Output<string>>>;
  readonly guardrails: readonly GuardrailReference[];
  /** Name of the log group of the audit trail. */
  readonly trailGroup: pulumi.Output<string>;
}

/** Tells people of calls that fail, of guardrails that step in, and of changes that take protection away. */
export class Alarms extends pulumi.ComponentResource {
  constructor(name: string, args: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { region, prefix, thresholds } = args;
    super("cornerstone:aws:Alarms", name, { region, prefix, thresholds }, opts);
    for (const [key, arn] of Object.entries(args.calls)) {
      // The dimension holds the last part of an application inference profile's ARN.
      const dimensions = { ModelId: arn.apply((text) => text.split("/").at(-1) ?? text) };
      for (const rule of callAlarms(thresholds))
        alarmOnCalls(this, `${name}-${key}-${rule.name}`, args, rule, {
          namespace: "AWS/Bedrock",
          dimensions,
        });
    }
    for (const { key, arn, version } of args.guardrails) {
      alarmOnCalls(this, `${name}-guardrail-${key}`, args, guardrailAlarm(thresholds), {
        namespace: "AWS/Bedrock/Guardrails",
        dimensions: { GuardrailArn: arn, GuardrailVersion: version },
      });
    }
    for (const rule of changeAlarms) alarmOnChange(this, `${name}-change-${rule.name}`, args, rule);
    this.registerOutputs({});
  }
}

interface Metric {
  readonly namespace: string;
  readonly dimensions?: Readonly<Record<string, pulumi.Output<string>>>;
}

function alarmOnCalls(
  parent: Alarms,
  name: string,
  args: AlarmsArgs,
  rule: CallAlarm,
  { namespace, dimensions = {} }: Metric,
): void {
  new cloudwatch.MetricAlarm(
    name,
    {
      ...common(args, name, rule.description),
      namespace,
      metricName: rule.metric,
      dimensions: { ...dimensions },
      statistic: rule.statistic,
      period: rule.period,
      threshold: rule.threshold,
    },
    { parent, dependsOn: args.notices.policy },
  );
}

function alarmOnChange(parent: Alarms, name: string, args: AlarmsArgs, rule: ChangeAlarm): void {
  const metric = { name: rule.name, namespace: `Cornerstone/${args.prefix}` };
  const filter = new cloudwatch.LogMetricFilter(
    `${name}-filter`,
    {
      region: args.region,
      name: `${args.prefix}-${rule.name}`,
      logGroupName: args.trailGroup,
      pattern: rule.pattern,
      metricTransformation: { ...metric, value: "1", defaultValue: "0" },
    },
    { parent },
  );
  new cloudwatch.MetricAlarm(
    name,
    {
      ...common(args, name, rule.description),
      namespace: metric.namespace,
      metricName: metric.name,
      statistic: "Sum",
      period: 300,
      threshold: rule.threshold,
    },
    { parent, dependsOn: [filter, args.notices.policy] },
  );
}

function common(args: AlarmsArgs, name: string, alarmDescription: string): cloudwatch.MetricAlarmArgs {
  return {
    region: args.region,
    name,
    alarmDescription,
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    // Nobody calls at night, and nobody needs to be told.
    treatMissingData: "notBreaching",
    alarmActions: [args.notices.topicArn],
    tags: { ...args.tags },
  };
}
