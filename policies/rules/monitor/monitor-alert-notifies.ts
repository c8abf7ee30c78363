import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, firstFailure, mustBe, pass } from "../../verdicts";

export const monitorAlertNotifies: ResourceRule = {
  id: "CS-0326",
  name: "monitor-alert-notifies",
  title: "Alerts are on and tell somebody.",
  severity: "medium",
  why: "An alert without an action group fires into the dark.",
  fix: {
    text: "Set enabled, and give the alert an action group.",
    code: "new monitor.MetricAlert(name, { enabled: true, actions: [{ actionGroupId: people.id }] });",
  },
  controls: [...ours("mcsb", "AI-6"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.308(a)(1)(ii)(D)")],
  covers: [],
  url: "https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups",
  scope: "resource",
  types: azure.metricAlert,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "enabled", true),
      () =>
        inputs.list("actions").some((action) => action.string("actionGroupId"))
          ? pass
          : fail("it has no action group", "actions"),
    ),
};
