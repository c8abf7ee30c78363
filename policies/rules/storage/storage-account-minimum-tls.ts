import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, same, unlike } from "../../verdicts";

export const storageMinimumTls: ResourceRule = {
  id: "CS-0031",
  name: "storage-account-minimum-tls",
  title: "Storage accounts accept TLS 1.2 or later.",
  severity: "high",
  why: "TLS 1.0 and 1.1 have known weaknesses, and are still the default of an account that is created through ARM.",
  fix: {
    text: 'Set minimumTlsVersion to "TLS1_2".',
    code: 'new storage.StorageAccount(name, { minimumTlsVersion: "TLS1_2" });',
  },
  controls: [
    ...vendor("mcsb", "DP-3"),
    ...ours("gdpr", "32(1)(a)"),
    ...ours("hipaa", "164.312(e)(1)"),
    ...ours("nist80053", "SC-8", "SC-8(1)"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
  ],
  covers: [
    "azure-policy:fe83a0eb-a853-422d-aac2-1bffd182c5d0",
    "psrule-azure:Azure.Storage.MinTLS",
    "checkov:CKV_AZURE_44",
    "prowler-azure:storage_ensure_minimum_tls_version_12",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) =>
    ["TLS1_2", "TLS1_3"].some((version) => same(inputs.string("minimumTlsVersion"), version))
      ? pass
      : unlike(inputs, "minimumTlsVersion", 'must be "TLS1_2" or "TLS1_3"'),
  remediate: () => ({ path: "minimumTlsVersion", value: "TLS1_2" }),
};
