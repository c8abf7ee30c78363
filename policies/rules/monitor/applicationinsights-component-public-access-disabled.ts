import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe } from "../../verdicts";

export const componentPublicAccessDisabled: ResourceRule = {
  id: "CS-0065",
  name: "applicationinsights-component-public-access-disabled",
  title: "Application Insights is written and queried from private networks only.",
  severity: "medium",
  why: "Telemetry names users, calls and errors; and whoever may write it can hide an attack in noise.",
  fix: {
    text: 'Set both public network access properties to "Disabled".',
    code: 'new applicationinsights.Component(name, { publicNetworkAccessForIngestion: "Disabled", publicNetworkAccessForQuery: "Disabled" });',
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
  covers: ["azure-policy:1bc02227-0cb6-4e11-8f53-eb0b22eab7e8"],
  url: "https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security",
  scope: "resource",
  types: azure.component,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "publicNetworkAccessForIngestion", "Disabled"),
      () => mustBe(inputs, "publicNetworkAccessForQuery", "Disabled"),
    ),
};
