import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { budgetNotifies as rule } from "./consumption-budget-notifies";

const notice = (
  threshold: number,
  thresholdType: string,
  contactEmails: readonly string[] = ["a@contoso.example"],
) => ({
  enabled: true,
  threshold,
  thresholdType,
  contactEmails,
});
const budget = (...notices: object[]) => [
  resource(azure.budget[0], {
    notifications: Object.fromEntries(notices.map((each, index) => [`n${index}`, { ...each }])),
  }),
];

export const cases: RuleCases = {
  rule,
  pass: { "before, and by forecast": budget(notice(80, "Actual"), notice(100, "Forecasted")) },
  fail: {
    "only when it is spent": [
      budget(notice(100, "Actual"), notice(100, "Forecasted")),
      "before the amount is spent",
    ],
    "no forecast": [budget(notice(80, "Actual")), "will be spent"],
    "to nobody": [budget(notice(80, "Actual", []), notice(100, "Forecasted", [])), "tells anybody"],
    off: [budget({ ...notice(80, "Actual"), enabled: false }, notice(100, "Forecasted")), "tells anybody"],
    none: [budget(), "tells anybody"],
  },
};
