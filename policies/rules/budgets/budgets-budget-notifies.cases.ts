import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { budgetsBudgetNotifies as rule } from "./budgets-budget-notifies";

const notice = (
  notificationType: string,
  threshold: number,
  inputs: object = { subscriberEmailAddresses: ["a@contoso.example"] },
) => ({ notificationType, threshold, thresholdType: "PERCENTAGE", ...inputs });
const budget = (...notifications: object[]) => [
  resource(aws.budget[0], { limitAmount: "5000", notifications: notifications.map((each) => ({ ...each })) }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "before, and by forecast": budget(notice("ACTUAL", 80), notice("FORECASTED", 100)),
    "to a topic, and by an amount": budget(
      notice("ACTUAL", 4000, { thresholdType: "ABSOLUTE_VALUE", subscriberSnsTopicArns: ["t"] }),
      notice("FORECASTED", 100),
    ),
  },
  fail: {
    "only when it is spent": [
      budget(notice("ACTUAL", 100), notice("FORECASTED", 100)),
      "before the amount is spent",
    ],
    "an amount above the budget": [
      budget(notice("ACTUAL", 6000, { thresholdType: "ABSOLUTE_VALUE", subscriberSnsTopicArns: ["t"] })),
      "before the amount",
    ],
    "no forecast": [budget(notice("ACTUAL", 80)), "will be spent"],
    "to nobody": [budget(notice("ACTUAL", 80, {}), notice("FORECASTED", 100)), "tells anybody before"],
    none: [budget(), "tells anybody"],
  },
};
