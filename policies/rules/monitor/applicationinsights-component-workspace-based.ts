import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const componentWorkspaceBased: GraphRule = {
  id: "CS-0064",
  name: "applicationinsights-component-workspace-based",
  title: "Application Insights keeps its data in a Log Analytics workspace.",
  severity: "medium",
  why: "Without a workspace of yours, Azure stores the telemetry in one that it makes itself, with a retention and access that this stack does not set.",
  fix: {
    text: "Set workspaceResourceId.",
    code: "new applicationinsights.Component(name, { workspaceResourceId: workspace.id });",
  },
  controls: [
    ...ours("mcsb", "LT-5"),
    ...ours("gdpr", "32(1)(d)"),
    ...ours("hipaa", "164.312(b)"),
    ...ours("nist80053", "AU-2", "AU-12"),
    ...ours("iso27001", "A.8.15", "A.8.16"),
    ...ours("euAiAct", "12(1)", "12(2)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.4"),
  ],
  covers: ["azure-policy:d550e854-df1a-4de9-bf44-cd894b39a95e", "psrule-azure:Azure.AppInsights.Workspace"],
  url: "https://learn.microsoft.com/azure/azure-monitor/app/create-workspace-resource",
  scope: "graph",
  types: azure.component,
  check: (component, graph) =>
    graph.references(component, "workspaceResourceId", azure.workspace).length > 0
      ? pass
      : fail("workspaceResourceId is not set, must name a workspace", "workspaceResourceId"),
};
