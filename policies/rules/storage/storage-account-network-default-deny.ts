import { ours, vendor } from "../../controls";
import { defaultDeny } from "../../network-acl";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";

export const storageNetworkDefaultDeny: ResourceRule = {
  id: "CS-0037",
  name: "storage-account-network-default-deny",
  title: "The firewall of storage accounts denies by default and lets no address range of the internet in.",
  severity: "high",
  why: "The firewall is what is left when somebody turns public access on. Without it, Azure lets everything in.",
  fix: {
    text: 'Set networkRuleSet.defaultAction to "Deny".',
    code: 'new storage.StorageAccount(name, { networkRuleSet: { defaultAction: "Deny" } });',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)"),
    ...vendor("nist80053", "AC-17", "AC-17(1)", "AC-4", "SC-7", "SC-7(3)"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:2a1a9cdf-e04d-429a-8416-3bfb72a1b26f",
    "azure-policy:db4f9b05-5ffd-4b34-b714-3c710dbb3fd6",
    "azure-policy:34c877ad-507e-4c82-993e-3452a6e0ad3c",
    "psrule-azure:Azure.Storage.Firewall",
    "checkov:CKV_AZURE_35",
    "prowler-azure:storage_default_network_access_rule_is_denied",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/storage-network-security",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => defaultDeny(inputs, "networkRuleSet", "iPAddressOrRange"),
};
