import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unlike } from "../../verdicts";

/** What a workspace keeps where nothing is said. */
const azureDefault = 30;

export const workspaceRetention: ResourceRule = {
  id: "CS-0060",
  name: "operationalinsights-workspace-retention",
  title: "Logs are kept as long as the stack declares.",
  severity: "medium",
  why: "Breaches are found after months. Logs that are gone by then leave the question of what was read without an answer, and the notification duty without its content.",
  fix: {
    text: "Set retentionInDays to the declared number of days or more.",
    code: "new operationalinsights.Workspace(name, { retentionInDays: 365 });",
  },
  controls: [
    ...ours("mcsb", "LT-6"),
    ...ours("gdpr", "5(2)", "33"),
    ...ours("hipaa", "164.312(b)"),
    ...ours("nist80053", "AU-11"),
    ...ours("iso27001", "A.8.15"),
    ...ours("euAiAct", "19", "26(6)"),
    ...ours("nistAiRmf", "MEASURE 2.4"),
  ],
  covers: ["checkov:CKV_AZURE_37"],
  url: "https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure",
  scope: "resource",
  types: azure.workspace,
  check: (inputs, _, { declaration: { logRetentionDays } }) => {
    const days = inputs.number("retentionInDays") ?? azureDefault;
    return days >= logRetentionDays
      ? pass
      : unlike(inputs, "retentionInDays", `must be at least ${logRetentionDays}, as the stack declares`);
  },
};
