import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe } from "../../verdicts";

export const scopePrivateOnly: ResourceRule = {
  id: "CS-0178",
  name: "monitor-scope-private-only",
  title: "Private link scopes of Azure Monitor let their network reach only what they hold.",
  severity: "medium",
  why: "An open scope lets machines of the network send logs to any workspace in the world, which is a way out for data.",
  fix: {
    text: 'Set both access modes to "PrivateOnly".',
    code: 'accessModeSettings: { ingestionAccessMode: "PrivateOnly", queryAccessMode: "PrivateOnly" }',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["azure-policy:a499fed8-bcc8-4195-b154-641f14743757"],
  url: "https://learn.microsoft.com/azure/azure-monitor/logs/private-link-design",
  scope: "resource",
  types: azure.privateLinkScope,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "accessModeSettings.ingestionAccessMode", "PrivateOnly"),
      () => mustBe(inputs, "accessModeSettings.queryAccessMode", "PrivateOnly"),
    ),
};
