import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const componentLocalAuthDisabled: ResourceRule = {
  id: "CS-0063",
  name: "applicationinsights-component-local-auth-disabled",
  title: "Application Insights accepts Entra ID tokens only.",
  severity: "medium",
  why: "The instrumentation key stands in every client, and lets everybody who reads it write telemetry.",
  fix: {
    text: "Set disableLocalAuth to true, and give senders the role Monitoring Metrics Publisher.",
    code: "new applicationinsights.Component(name, { disableLocalAuth: true });",
  },
  controls: [
    ...vendor("mcsb", "IM-1"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(c)(1)", "164.312(d)"),
    ...ours("nist80053", "AC-2", "AC-3", "IA-2"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["azure-policy:199d5677-e4d9-4264-9465-efe1839c06bd", "psrule-azure:Azure.AppInsights.LocalAuth"],
  url: "https://learn.microsoft.com/azure/azure-monitor/app/azure-ad-authentication",
  scope: "resource",
  types: azure.component,
  check: (inputs) => mustBe(inputs, "disableLocalAuth", true),
};
