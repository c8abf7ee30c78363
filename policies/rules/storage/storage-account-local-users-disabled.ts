import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const storageLocalUsersDisabled: ResourceRule = {
  id: "CS-0169",
  name: "storage-account-local-users-disabled",
  title: "Storage accounts have no local users.",
  severity: "medium",
  why: "Users of SFTP have passwords and keys of their own, which Entra ID neither knows nor can lock.",
  fix: {
    text: "Set isLocalUserEnabled to false.",
    code: "new storage.StorageAccount(name, { isLocalUserEnabled: false });",
  },
  controls: [
    ...ours("mcsb", "IM-1"),
    ...ours("gdpr", "25(1)", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)", "164.312(a)(2)(i)"),
    ...ours("nist80053", "AC-2", "AC-3", "IA-2"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["checkov:CKV_AZURE_244"],
  url: "https://learn.microsoft.com/azure/storage/blobs/secure-file-transfer-protocol-support",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => mustBe(inputs, "isLocalUserEnabled", false),
};
