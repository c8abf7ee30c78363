import { vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { pass, unlike } from "../../verdicts";

export const cloudwatchGroupRetention: ResourceRule = {
  id: "CS-0510",
  name: "cloudwatch-group-retention",
  title: "Log groups keep records for as long as the stack declares, and not for ever.",
  severity: "medium",
  why: "A group of which nothing is said keeps personal data for ever. One that forgets too early leaves an incident without its records.",
  fix: {
    text: "Set the retention to the declared number of days.",
    code: "new cloudwatch.LogGroup(name, { retentionInDays: 365 });",
  },
  controls: serving(themes.retention, vendor("hipaa", "164.312(b)"), vendor("nist80053", "AU-11")),
  covers: [
    "cdk-nag:HIPAA.Security-CloudWatchLogGroupRetentionPeriod",
    "checkov:CKV_AWS_66",
    "checkov:CKV_AWS_338",
    "prowler-aws:cloudwatch_log_group_retention_policy_specific_days_enabled",
    "aws-sra-bedrock:sra-bedrock-check-invocation-log-cloudwatch",
  ],
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  scope: "resource",
  types: aws.logGroup,
  check: (inputs, _, { declaration: { logRetentionDays } }) => {
    const days = inputs.number("retentionInDays");
    if (days === undefined || days === 0)
      return unlike(
        inputs,
        "retentionInDays",
        `which keeps records for ever; must be ${logRetentionDays} or more`,
      );
    return days < logRetentionDays
      ? unlike(inputs, "retentionInDays", `must be ${logRetentionDays} or more`)
      : pass;
  },
};
