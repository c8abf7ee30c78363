import { ours } from "../../controls";
import type { GraphRule, PropertyReader } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const budgetsWorkloadBudget: GraphRule = {
  id: "CS-0531",
  name: "budgets-workload-budget",
  title: "Every workload that calls models has a budget of its own.",
  severity: "medium",
  why: "Workloads share an account. Without a budget each, the bill says that too much was spent, not by whom.",
  fix: {
    text: "Give the workload a budget that counts what carries its tag; the tag must be activated as a cost allocation tag.",
    code: 'new budgets.Budget(name, { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "5000", limitUnit: "USD", costFilters: [{ name: "TagKeyValue", values: ["user:workload$customer-service"] }] });',
  },
  controls: serving(themes.cost, ours("mcsb", "AM-1")),
  covers: [],
  url: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html",
  scope: "graph",
  types: [...aws.inferenceProfile, ...aws.provisionedThroughput],
  check: (resource, graph) => {
    const workload = graph.inputs(resource).object("tags")?.string("workload");
    if (!workload) return notApplicable("it belongs to no workload");
    return graph.all(aws.budget).some((budget) => watches(graph.inputs(budget), workload))
      ? pass
      : fail(`no budget counts what carries the tag workload = "${workload}"`);
  },
};

function watches(budget: PropertyReader, workload: string): boolean {
  const filters = budget.list("costFilters");
  if (filters.some((filter) => filter.strings("values").includes(`user:workload$${workload}`))) return true;
  const expression = budget.object("filterExpression");
  if (!expression) return false;
  return [expression, ...expression.list("ands")].some(
    (part) => part.string("tags.key") === "workload" && part.strings("tags.values").includes(workload),
  );
}
