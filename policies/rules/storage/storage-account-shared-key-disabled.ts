import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const storageSharedKeyDisabled: ResourceRule = {
  id: "CS-0033",
  name: "storage-account-shared-key-disabled",
  title: "Storage accounts accept Entra ID tokens only, no account keys.",
  severity: "high",
  why: "An account key opens all of the account to every holder, and signs access links that outlive the person who made them.",
  fix: {
    text: "Set allowSharedKeyAccess to false, and let callers sign in with a managed identity.",
    code: "new storage.StorageAccount(name, { allowSharedKeyAccess: false });",
  },
  controls: [
    ...vendor("mcsb", "IM-1"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(2)(i)", "164.312(d)"),
    ...ours("nist80053", "AC-2", "AC-3", "IA-2"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:fd9903f1-38c2-4d36-8e44-5c1c20c561e8",
    "azure-policy:8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54",
    "psrule-azure:Azure.Storage.LocalAuth",
    "checkov:CKV2_AZURE_40",
    "prowler-azure:storage_account_key_access_disabled",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => mustBe(inputs, "allowSharedKeyAccess", false),
};
