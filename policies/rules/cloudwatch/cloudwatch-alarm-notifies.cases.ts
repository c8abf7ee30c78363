import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudwatchAlarmNotifies as rule } from "./cloudwatch-alarm-notifies";

const alarm = (inputs: object) => [resource(aws.metricAlarm[0], { ...inputs })];
const topic = "arn:aws:sns:eu-central-1:111122223333:alerts";

export const cases: RuleCases = {
  rule,
  pass: { "a topic": alarm({ alarmActions: [topic] }) },
  fail: {
    nobody: [alarm({}), "alarmActions names nobody"],
    "only when all is well": [alarm({ okActions: [topic] }), "alarmActions"],
    off: [alarm({ actionsEnabled: false, alarmActions: [topic] }), "actionsEnabled is false"],
  },
  unknown: { "a topic that is being made": alarm({ alarmActions: [new Unknown("preview")] }) },
};
