import { usesBedrock } from "../../bedrock-models";
import type { GraphRule, PropertyReader } from "../../rule";
import { themes } from "../../themes";
import { aws, stackType } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const budgetsAccountBudget: GraphRule = {
  id: "CS-0532",
  name: "budgets-account-budget",
  title: "A stack that calls models has a budget for all that it spends.",
  severity: "medium",
  why: "Tokens are paid by use: a loop in one agent, or a stolen role, spends a year's budget in a weekend. A budget is the first that tells.",
  fix: {
    text: "Create a budget without a filter, with mail to the people who can act.",
    code: 'new budgets.Budget(name, { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "20000", limitUnit: "USD", notifications });',
  },
  controls: themes.cost,
  covers: [],
  url: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
  scope: "graph",
  types: [stackType],
  check: (_, graph) => {
    if (!usesBedrock(graph)) return notApplicable("it uses no models of Bedrock");
    const whole = graph.all(aws.budget).some((budget) => isWhole(graph.inputs(budget)));
    return whole ? pass : fail("it uses models of Bedrock, and no budget watches all that it spends");
  },
};

/** Filters by a tag of the whole stack leave nothing of it out; one by workload does, and so may an expression. */
function isWhole(budget: PropertyReader): boolean {
  if (budget.has("filterExpression")) return false;
  return budget
    .list("costFilters")
    .every(
      (filter) =>
        filter.string("name") === "TagKeyValue" &&
        !filter.strings("values").some((value) => value.startsWith("user:workload$")),
    );
}
