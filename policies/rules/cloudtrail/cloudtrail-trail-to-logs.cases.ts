import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudtrailTrailToLogs as rule } from "./cloudtrail-trail-to-logs";

export const cases: RuleCases = {
  rule,
  pass: {
    "a log group": [
      resource(aws.trail[0], {
        cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:trail:*",
      }),
    ],
  },
  fail: { none: [[resource(aws.trail[0], {})], "cloudWatchLogsGroupArn is not set"] },
  unknown: { "not known yet": [resource(aws.trail[0], { cloudWatchLogsGroupArn: new Unknown("preview") })] },
};
