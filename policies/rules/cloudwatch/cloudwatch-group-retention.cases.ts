import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudwatchGroupRetention as rule } from "./cloudwatch-group-retention";

const group = (retentionInDays?: number | Unknown) => [
  resource(aws.logGroup[0], { name: "calls", retentionInDays }),
];

export const cases: RuleCases = {
  rule,
  pass: { "as long as declared": group(365), longer: group(400) },
  fail: {
    shorter: [group(90), "retentionInDays is 90, must be 365 or more"],
    "for ever": [group(0), "for ever"],
    "nothing said": [group(), "for ever"],
  },
  unknown: { "not known yet": group(new Unknown("preview")) },
};
