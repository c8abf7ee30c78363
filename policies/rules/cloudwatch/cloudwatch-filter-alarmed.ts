import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const cloudwatchFilterAlarmed: GraphRule = {
  id: "CS-0513",
  name: "cloudwatch-filter-alarmed",
  title: "Every metric that is filtered out of logs has an alarm.",
  severity: "low",
  why: "A filter counts what should not happen. Without an alarm on its metric it counts for nobody.",
  fix: {
    text: "Create an alarm on the metric of the filter.",
    code: 'new cloudwatch.MetricAlarm(name, { namespace: "Cornerstone", metricName: "GuardrailIntervened" });',
  },
  controls: serving(themes.logging, ours("nist80053", "SI-4")),
  covers: [
    "prowler-aws:cloudwatch_log_metric_filter_policy_changes",
    "prowler-aws:cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk",
    "prowler-aws:cloudwatch_log_metric_filter_unauthorized_api_calls",
    "prowler-aws:cloudwatch_log_metric_filter_for_s3_bucket_policy_changes",
    "prowler-aws:cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled",
    "prowler-aws:cloudwatch_log_metric_filter_security_group_changes",
  ],
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html",
  scope: "graph",
  types: aws.metricFilter,
  check: (filter, graph) => {
    const inputs = graph.inputs(filter);
    const [namespace, name] = ["namespace", "name"].map((key) =>
      inputs.string(`metricTransformation.${key}`),
    );
    const watched = graph.all(aws.metricAlarm).some((alarm) => {
      const metric = graph.inputs(alarm);
      return (
        (metric.string("namespace") === namespace && metric.string("metricName") === name) ||
        metric
          .list("metricQueries")
          .some(
            (each) =>
              each.string("metric.namespace") === namespace && each.string("metric.metricName") === name,
          )
      );
    });
    return watched
      ? pass
      : fail(`no alarm watches its metric ${namespace ?? ""}/${name ?? ""}`, "metricTransformation");
  },
};
