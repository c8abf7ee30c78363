import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe } from "../../verdicts";

export const workspacePublicAccessDisabled: ResourceRule = {
  id: "CS-0062",
  name: "operationalinsights-workspace-public-access-disabled",
  title: "Log workspaces are written and queried from private networks only.",
  severity: "medium",
  why: "Logs hold names, prompts in part, and the map of the estate. Ingestion by diagnostic settings is not affected: it stays inside of Azure.",
  fix: {
    text: 'Set both public network access properties to "Disabled", and query through an Azure Monitor private link scope.',
    code: 'new operationalinsights.Workspace(name, { publicNetworkAccessForIngestion: "Disabled", publicNetworkAccessForQuery: "Disabled" });',
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
  covers: ["azure-policy:6c53d030-cc64-46f0-906d-2bc061cd1334"],
  url: "https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security",
  scope: "resource",
  types: azure.workspace,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "publicNetworkAccessForIngestion", "Disabled"),
      () => mustBe(inputs, "publicNetworkAccessForQuery", "Disabled"),
    ),
};
