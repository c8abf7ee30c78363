import { ours } from "../../controls";
import type { GraphReader, GraphRule, Subject } from "../../rule";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

export const storageDiagnostics: GraphRule = {
  id: "CS-0164",
  name: "storage-account-diagnostics",
  title: "Storage accounts log who reads, writes and deletes.",
  severity: "medium",
  why: "The account itself logs no access to data: its blob, file, queue and table services do, each by a setting of its own.",
  fix: {
    text: "Add a diagnostic setting to each service that is used.",
    code: 'new monitor.DiagnosticSetting(name, { resourceUri: pulumi.interpolate`${account.id}/blobServices/default`, workspaceId, logs: [{ categoryGroup: "audit", enabled: true }] });',
  },
  controls: [
    ...ours("mcsb", "LT-3", "LT-5"),
    ...ours("gdpr", "5(2)", "32(1)(d)", "33"),
    ...ours("hipaa", "164.312(b)", "164.308(a)(1)(ii)(D)"),
    ...ours("nist80053", "AU-2", "AU-12"),
    ...ours("iso27001", "A.8.15", "A.8.16"),
    ...ours("euAiAct", "12(1)", "12(2)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.4"),
  ],
  covers: ["checkov:CKV_AZURE_33", "checkov:CKV2_AZURE_20", "checkov:CKV2_AZURE_21"],
  url: "https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage",
  scope: "graph",
  types: azure.storageAccount,
  check: (account, graph) => {
    const name = graph.inputs(account).string("accountName") ?? "";
    return graph.all(azure.diagnosticSetting).some((setting) => logs(setting, account, name, graph))
      ? pass
      : fail("no diagnostic setting sends the logs of one of its services anywhere");
  },
};

/** The name of a storage account is its own in all of Azure, so that it stands for the ID. */
function logs(setting: Subject, account: Subject, name: string, graph: GraphReader): boolean {
  return (
    graph
      .references(setting, "resourceUri", azure.storageAccount)
      .some(
        ({ id, target }) =>
          target?.urn === account.urn ||
          same(/\/storageAccounts\/([^/]+)\/\w+Services\//i.exec(id ?? "")?.[1], name),
      ) &&
    graph
      .inputs(setting)
      .list("logs")
      .some((log) => log.boolean("enabled") === true)
  );
}
