import { canonicalType } from "../../../graph/types";
import { ours, vendor } from "../../controls";
import type { GraphReader, GraphRule, PropertyReader, Subject } from "../../rule";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

/** Groups and categories that hold who did what. */
const audit = ["allLogs", "audit", "Audit", "AuditEvent"];

export const resourceDiagnostics: GraphRule = {
  id: "CS-0009",
  name: "monitor-resource-diagnostics",
  title: "Accounts, vaults, networks, gateways, stores and workspaces send their logs to the stack's sink.",
  severity: "high",
  why: "A resource keeps no log of its own calls. Without a diagnostic setting nobody can tell afterwards who asked which model, used which key, or read which log.",
  fix: {
    text: 'Add a diagnostic setting with the category group "allLogs" to a Log Analytics workspace.',
    code: `new monitor.DiagnosticSetting(name, {
  resourceUri: account.id,
  workspaceId: workspace.id,
  logs: [{ categoryGroup: "allLogs", enabled: true }],
});`,
  },
  controls: [
    ...vendor("mcsb", "LT-3"),
    ...ours("gdpr", "5(2)", "30", "32(1)(d)", "33"),
    ...ours("hipaa", "164.308(a)(1)(ii)(D)", "164.312(b)"),
    ...vendor("nist80053", "AU-12"),
    ...ours("nist80053", "AU-2"),
    ...ours("iso27001", "A.8.15", "A.8.16"),
    ...vendor("euAiAct", "12(1)", "12(2)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.4"),
  ],
  covers: [
    "azure-policy:1b4d1c4e-934c-4703-944c-27c82c06bebb",
    "azure-policy:cf820ca0-f99e-4f3e-84fb-66e913812d21",
    "psrule-azure:Azure.KeyVault.Logs",
    "prowler-azure:aiservices_account_diagnostic_logging_enabled",
    "prowler-azure:keyvault_logging_enabled",
  ],
  url: "https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings",
  scope: "graph",
  types: [
    ...azure.account,
    ...azure.vault,
    ...azure.workspace,
    ...azure.networkSecurityGroup,
    ...azure.virtualNetwork,
    ...azure.apiManagement,
    ...azure.searchService,
    ...azure.cosmosAccount,
    ...azure.databricksWorkspace,
    ...azure.learningWorkspace,
    ...azure.registry,
    ...azure.containerEnvironment,
  ],
  check: (resource, graph) => {
    const audited = [...azure.account, ...azure.vault].some((type) => type === canonicalType(resource.type));
    const sends = (setting: Subject): boolean => {
      const inputs = graph.inputs(setting);
      return hasSink(setting, graph) && inputs.list("logs").some((log) => isOn(log, audited));
    };
    return graph.someReferrer(resource, azure.diagnosticSetting, "resourceUri", sends)
      ? pass
      : fail(`no diagnostic setting sends its ${audited ? "audit logs" : "logs"} anywhere`);
  },
};

function hasSink(setting: Subject, graph: GraphReader): boolean {
  const inputs = graph.inputs(setting);
  return (
    graph.references(setting, "workspaceId", azure.workspace).length > 0 ||
    inputs.has("storageAccountId") ||
    inputs.has("eventHubAuthorizationRuleId")
  );
}

function isOn(log: PropertyReader, audited: boolean): boolean {
  if (log.boolean("enabled") !== true) return false;
  const category = log.string("categoryGroup") ?? log.string("category");
  return !audited || audit.some((wanted) => same(category, wanted));
}
