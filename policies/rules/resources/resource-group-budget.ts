import { ours } from "../../controls";
import { widthOfId } from "../../roles";
import type { GraphReader, GraphRule, Subject } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const resourceGroupBudget: GraphRule = {
  id: "CS-0072",
  name: "resource-group-budget",
  title: "Resource groups have a budget, of their own or of their subscription.",
  severity: "medium",
  why: "Tokens are paid by use: a loop in one agent, or a stolen token, spends a year's budget in a weekend. A budget is the first that tells.",
  fix: {
    text: "Create a budget for the resource group, with mail to the people who can act.",
    code: 'new Budget(name, { scope: group.id, monthlyAmount: 20_000, emails: ["platform@contoso.example"], startDate });',
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
  url: "https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets",
  scope: "graph",
  types: azure.resourceGroup,
  check: (group, graph) =>
    graph.all(azure.budget).some((budget) => coversSubscription(budget, graph)) ||
    graph.someReferrer(group, azure.budget, "scope", (budget) => isWhole(budget, graph))
      ? pass
      : fail("no budget without a filter watches it or its subscription"),
};

function coversSubscription(budget: Subject, graph: GraphReader): boolean {
  // A scope that is not known yet comes from a resource, and a subscription is none: the question is answered below.
  const scope = knownScope(budget, graph);
  return (
    scope !== undefined && !["resource", "resourceGroup"].includes(widthOfId(scope)) && isWhole(budget, graph)
  );
}

function knownScope(budget: Subject, graph: GraphReader): string | undefined {
  const [reference] = graph.references(budget, "scope", azure.resourceGroup);
  return reference?.id;
}

function isWhole(budget: Subject, graph: GraphReader): boolean {
  return !graph.inputs(budget).has("filter");
}
