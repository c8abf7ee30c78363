import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const storageAnonymousAccessDisabled: ResourceRule = {
  id: "CS-0032",
  name: "storage-account-anonymous-access-disabled",
  title: "Storage accounts allow no anonymous access to blobs.",
  severity: "critical",
  why: "With this off, a container that is made public by mistake stays private. Checks that look at the network setting alone pass an account that serves its blobs to everybody.",
  fix: {
    text: "Set allowBlobPublicAccess to false.",
    code: "new storage.StorageAccount(name, { allowBlobPublicAccess: false });",
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)"),
    ...vendor("nist80053", "AC-4", "SC-7", "SC-7(3)"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "prowler-azure:monitor_storage_account_with_activity_logs_is_private",
    "azure-policy:4fa4b6c0-31ca-4c0d-b10d-24b96f62a751",
    "psrule-azure:Azure.Storage.BlobPublicAccess",
    "checkov:CKV2_AZURE_47",
    "prowler-azure:storage_blob_public_access_level_is_disabled",
  ],
  url: "https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => mustBe(inputs, "allowBlobPublicAccess", false),
};
