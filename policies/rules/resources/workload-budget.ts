import { ours } from "../../controls";
import type { GraphReader, GraphRule, Subject } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same } from "../../verdicts";

export const workloadBudget: GraphRule = {
  id: "CS-0074",
  name: "workload-budget",
  title: "Every workload has a budget of its own.",
  severity: "medium",
  why: "Workloads share accounts and capacity. Without a budget each, the bill says that too much was spent, not by whom.",
  fix: {
    text: "Give the workload a budget that counts what carries its tag.",
    code: "new Budget(name, { scope: group.id, workload: workload.name, monthlyAmount: 5_000, emails: [workload.owner], startDate });",
  },
  controls: [
    ...ours("mcsb", "AI-6", "AM-1"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("nist80053", "SC-5", "SC-6"),
    ...ours("iso27001", "A.8.6"),
    ...ours("euAiAct", "15(4)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MANAGE 2.4"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets",
  scope: "graph",
  types: azure.userAssignedIdentity,
  check: (identity, graph) => {
    const tags = graph.inputs(identity).object("tags");
    const workload = tags?.string("workload");
    if (!workload) return notApplicable("it belongs to no workload");
    return graph.all(azure.budget).some((budget) => watches(budget, workload, graph))
      ? pass
      : fail(`no budget counts what carries the tag workload = "${workload}"`);
  },
};

function watches(budget: Subject, workload: string, graph: GraphReader): boolean {
  const filter = graph.inputs(budget).object("filter");
  if (!filter) return false;
  const parts = [filter, ...filter.list("and")].map((part) => part.object("tags"));
  return parts.some(
    (tags) =>
      same(tags?.string("name"), "workload") &&
      tags?.strings("values").some((value) => same(value, workload)) === true,
  );
}
