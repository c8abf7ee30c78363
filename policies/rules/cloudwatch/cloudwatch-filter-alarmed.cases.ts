import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudwatchFilterAlarmed as rule } from "./cloudwatch-filter-alarmed";

const filter = resource(aws.metricFilter[0], {
  metricTransformation: { namespace: "Cornerstone", name: "Denied", value: "1" },
});
const alarm = (inputs: object) => resource(aws.metricAlarm[0], { ...inputs }, { name: "alarm" });

export const cases: RuleCases = {
  rule,
  pass: {
    "an alarm": [filter, alarm({ namespace: "Cornerstone", metricName: "Denied" })],
    "an alarm on a sum": [
      filter,
      alarm({ metricQueries: [{ metric: { namespace: "Cornerstone", metricName: "Denied" } }] }),
    ],
  },
  fail: {
    none: [[filter], "no alarm watches its metric Cornerstone/Denied"],
    "of another metric": [[filter, alarm({ namespace: "Cornerstone", metricName: "Allowed" })], "no alarm"],
  },
};
