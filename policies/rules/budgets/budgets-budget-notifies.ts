import type { PropertyReader, ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const budgetsBudgetNotifies: ResourceRule = {
  id: "CS-0530",
  name: "budgets-budget-notifies",
  title: "Budgets write to somebody before they are spent, by what is spent and by what is foreseen.",
  severity: "medium",
  why: "A budget stops nothing: all that it does is tell. Told only when all is spent, or told to nobody, it is a number.",
  fix: {
    text: "Add a notification on the actual cost below 100 percent and one on the forecast, with subscribers.",
    code: `notifications: [
  { comparisonOperator: "GREATER_THAN", notificationType: "ACTUAL", threshold: 80, thresholdType: "PERCENTAGE", subscriberEmailAddresses },
  { comparisonOperator: "GREATER_THAN", notificationType: "FORECASTED", threshold: 100, thresholdType: "PERCENTAGE", subscriberEmailAddresses },
]`,
  },
  controls: themes.cost,
  covers: [],
  url: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html",
  scope: "resource",
  types: aws.budget,
  check: (inputs) => {
    const heard = inputs.list("notifications").filter(isHeard);
    const amount = Number(inputs.string("limitAmount") ?? 0);
    const isEarly = (notice: PropertyReader): boolean =>
      (notice.number("threshold") ?? Infinity) <
      (notice.string("thresholdType") === "ABSOLUTE_VALUE" ? amount : 100);
    if (!heard.some((notice) => !isForecast(notice) && isEarly(notice)))
      return fail("no notification tells anybody before the amount is spent", "notifications");
    return heard.some(isForecast)
      ? pass
      : fail("no notification tells anybody that the amount will be spent", "notifications");
  },
};

function isHeard(notice: PropertyReader): boolean {
  return ["subscriberEmailAddresses", "subscriberSnsTopicArns"].some(
    (kind) => notice.strings(kind).length > 0,
  );
}

function isForecast(notice: PropertyReader): boolean {
  return notice.string("notificationType") === "FORECASTED";
}
