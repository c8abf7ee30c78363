import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const storagePublicAccessDisabled: ResourceRule = {
  id: "CS-0034",
  name: "storage-account-public-access-disabled",
  title: "Storage accounts cannot be reached from the public internet.",
  severity: "high",
  why: "A leaked token or link is only useful where the account can be reached.",
  fix: {
    text: 'Set publicNetworkAccess to "Disabled", and reach the account through private endpoints.',
    code: 'new storage.StorageAccount(name, { publicNetworkAccess: "Disabled" });',
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
  covers: [
    "azure-policy:b2982f36-99f2-4db5-8eff-283140c09693",
    "checkov:CKV_AZURE_59",
    "prowler-azure:storage_account_public_network_access_disabled",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/storage-network-security",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => mustBe(inputs, "publicNetworkAccess", "Disabled"),
};
