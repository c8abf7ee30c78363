import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass, unlike } from "../../verdicts";

export const cloudwatchAlarmNotifies: ResourceRule = {
  id: "CS-0512",
  name: "cloudwatch-alarm-notifies",
  title: "Alarms tell somebody.",
  severity: "medium",
  why: "An alarm without an action turns red on a page that nobody looks at.",
  fix: {
    text: "Send the alarm to a topic that people or a pager subscribe to.",
    code: "new cloudwatch.MetricAlarm(name, { actionsEnabled: true, alarmActions: [topic.arn] });",
  },
  controls: serving(themes.logging, ours("nist80053", "SI-4")),
  covers: [
    "prowler-aws:cloudwatch_alarm_actions_alarm_state_configured",
    "prowler-aws:cloudwatch_alarm_actions_enabled",
  ],
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  scope: "resource",
  types: aws.metricAlarm,
  check: (inputs) => {
    if (inputs.boolean("actionsEnabled") === false) return unlike(inputs, "actionsEnabled", "must be true");
    return inputs.strings("alarmActions").length > 0
      ? pass
      : fail("alarmActions names nobody to tell", "alarmActions");
  },
};
