import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unlike } from "../../verdicts";

export const storageSecureTransfer: ResourceRule = {
  id: "CS-0030",
  name: "storage-account-secure-transfer",
  title: "Storage accounts accept encrypted connections only.",
  severity: "high",
  why: "Over plain HTTP everybody on the way reads data and tokens.",
  fix: {
    text: "Set enableHttpsTrafficOnly to true (the default).",
    code: "new storage.StorageAccount(name, { enableHttpsTrafficOnly: true });",
  },
  controls: [
    ...vendor("mcsb", "DP-3"),
    ...ours("gdpr", "32(1)(a)"),
    ...ours("hipaa", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"),
    ...vendor("nist80053", "SC-8", "SC-8(1)"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
  ],
  covers: [
    "azure-policy:404c3081-a854-4457-ae30-26a93ef643f9",
    "psrule-azure:Azure.Storage.SecureTransfer",
    "checkov:CKV_AZURE_3",
    "prowler-azure:storage_secure_transfer_required_is_enabled",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) =>
    inputs.boolean("enableHttpsTrafficOnly") === false
      ? unlike(inputs, "enableHttpsTrafficOnly", "must be true")
      : pass,
  remediate: () => ({ path: "enableHttpsTrafficOnly", value: true }),
};
