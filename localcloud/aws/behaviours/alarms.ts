import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import { parseArn } from "../../../catalog/arn";
import { topic } from "../types/monitoring";
import { textsOf } from "./references";

const actions = ["alarmActions", "okActions", "insufficientDataActions"];

/** Source: validMetricAlarm in internal/service/cloudwatch of terraform-provider-aws. */
export const alarms: AwsBehaviour = {
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
  check: ({
    metricName,
    metricQueries,
    namespace,
    period,
    statistic,
    extendedStatistic,
    evaluationCriteria,
  }) => {
    if (metricQueries !== undefined || evaluationCriteria !== undefined) return [];
    if (metricName !== undefined && statistic === undefined && extendedStatistic === undefined) {
      return [
        { reason: "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm" },
      ];
    }
    return metricName === undefined || namespace === undefined || period === undefined
      ? [{ reason: "One of `metric_name` or `metric_query` must be set for a cloudwatch metric alarm" }]
      : [];
  },
  beforeWrite: ({ inputs }, aws) => {
    for (const action of actions.flatMap((name) => textsOf(inputs[name]))) {
      const arn = parseArn(action);
      if (!arn) throw new AwsError(400, "ValidationError", `Invalid arn syntax: ${action}`);
      const own =
        arn.service === "sns" && arn.account === aws.place.account && arn.region === aws.place.region;
      if (own && !aws.get(topic, action)) {
        throw new AwsError(400, "ValidationError", `Invalid AlarmAction topic ARN: ${action}`);
      }
    }
  },
};
