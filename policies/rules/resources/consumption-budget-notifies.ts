import { ours } from "../../controls";
import type { PropertyReader, ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

export const budgetNotifies: ResourceRule = {
  id: "CS-0073",
  name: "consumption-budget-notifies",
  title: "Budgets write to somebody before they are spent, by what is spent and by what is foreseen.",
  severity: "medium",
  why: "A budget stops nothing: all that it does is tell. Told only when all is spent, or told to nobody, it is a number.",
  fix: {
    text: "Add an enabled notification on the actual cost below 100 percent and one on the forecast, with mail addresses.",
    code: `notifications: {
  "actual-80": { enabled: true, operator: "GreaterThanOrEqualTo", threshold: 80, thresholdType: "Actual", contactEmails },
  "forecast-100": { enabled: true, operator: "GreaterThanOrEqualTo", threshold: 100, thresholdType: "Forecasted", contactEmails },
}`,
  },
  controls: [
    ...ours("mcsb", "AI-6"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("nist80053", "SC-5", "SC-6"),
    ...ours("iso27001", "A.8.6"),
    ...ours("euAiAct", "15(4)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MANAGE 2.4"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/cost-management-billing/costs/cost-mgt-alerts-monitor-usage-spending",
  scope: "resource",
  types: azure.budget,
  check: (inputs) => {
    const heard = inputs
      .keys("notifications")
      .map((name) => inputs.object("notifications")?.object(name))
      .filter((notice) => notice !== undefined)
      .filter(isHeard);
    if (!heard.some((notice) => !isForecast(notice) && (notice.number("threshold") ?? Infinity) < 100))
      return fail("no notification tells anybody before the amount is spent", "notifications");
    return heard.some(isForecast)
      ? pass
      : fail("no notification tells anybody that the amount will be spent", "notifications");
  },
};

function isHeard(notice: PropertyReader): boolean {
  const contacts = ["contactEmails", "contactGroups", "contactRoles"];
  return notice.boolean("enabled") === true && contacts.some((kind) => notice.strings(kind).length > 0);
}

function isForecast(notice: PropertyReader): boolean {
  return same(notice.string("thresholdType"), "Forecasted");
}
