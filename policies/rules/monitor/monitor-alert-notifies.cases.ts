import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { monitorAlertNotifies as rule } from "./monitor-alert-notifies";

const subject = (inputs: object) => [resource(azure.metricAlert[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is as it should be": subject({ enabled: true, actions: [{ actionGroupId: "people" }] }) },
  fail: {
    "it is off": [subject({ enabled: false, actions: [{ actionGroupId: "people" }] }), "must be"],
    "it tells nobody": [subject({ enabled: true }), "no action group"],
  },
};
