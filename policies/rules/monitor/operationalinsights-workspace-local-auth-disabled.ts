import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const workspaceLocalAuthDisabled: ResourceRule = {
  id: "CS-0061",
  name: "operationalinsights-workspace-local-auth-disabled",
  title: "Log workspaces accept Entra ID tokens only.",
  severity: "medium",
  why: "A workspace key lets every holder write log lines that look like any resource: evidence that can be forged is none.",
  fix: {
    text: "Set features.disableLocalAuth to true.",
    code: "new operationalinsights.Workspace(name, { features: { disableLocalAuth: true } });",
  },
  controls: [
    ...ours("mcsb", "IM-1"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(c)(1)", "164.312(d)"),
    ...ours("nist80053", "AC-2", "AC-3", "IA-2"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["azure-policy:e15effd4-2278-4c65-a0da-4d6f6d1890e2"],
  url: "https://learn.microsoft.com/azure/azure-monitor/logs/azure-ad-authentication-logs",
  scope: "resource",
  types: azure.workspace,
  check: (inputs) => mustBe(inputs, "features.disableLocalAuth", true),
};
