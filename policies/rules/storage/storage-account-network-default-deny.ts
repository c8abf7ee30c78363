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
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(a)(1)")],
  covers: [
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
