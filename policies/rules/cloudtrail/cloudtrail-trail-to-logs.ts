import { vendor } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const cloudtrailTrailToLogs: GraphRule = {
  id: "CS-0505",
  name: "cloudtrail-trail-to-logs",
  title: "Trails also write to a log group, where filters and alarms read them.",
  severity: "low",
  why: "Files in a bucket are for the investigation. What should be told within minutes must come to a log group.",
  fix: {
    text: "Give the trail a log group and the role by which it writes there.",
    code: "new cloudtrail.Trail(name, { cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`, cloudWatchLogsRoleArn: role.arn });",
  },
  controls: serving(themes.logging, vendor("hipaa", "164.312(b)"), vendor("nist80053", "AU-2", "AU-12")),
  covers: [
    "aws-fsbp:CloudTrail.5",
    "cdk-nag:HIPAA.Security-CloudTrailCloudWatchLogsEnabled",
    "checkov:CKV2_AWS_10",
    "prowler-aws:cloudtrail_cloudwatch_logging_enabled",
  ],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/monitor-cloudtrail-log-files-with-cloudwatch-logs.html",
  scope: "graph",
  types: aws.trail,
  check: (trail, graph) =>
    graph.references(trail, "cloudWatchLogsGroupArn", aws.logGroup).length > 0
      ? pass
      : fail("cloudWatchLogsGroupArn is not set, must name a log group", "cloudWatchLogsGroupArn"),
};
