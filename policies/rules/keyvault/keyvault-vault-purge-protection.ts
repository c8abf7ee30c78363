import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const vaultPurgeProtection: ResourceRule = {
  id: "CS-0022",
  name: "keyvault-vault-purge-protection",
  title: "A deleted key vault cannot be purged before its retention ends.",
  severity: "high",
  why: "Whoever destroys an encryption key destroys all data that it encrypts. Services refuse a customer key of a vault without purge protection for that reason.",
  fix: {
    text: "Set enablePurgeProtection to true. It cannot be turned off again.",
    code: "new keyvault.Vault(name, { properties: { enableSoftDelete: true, enablePurgeProtection: true } });",
  },
  controls: [
    ...vendor("mcsb", "DP-8"),
    ...ours("gdpr", "32(1)(b)", "32(1)(c)"),
    ...ours("hipaa", "164.308(a)(7)(ii)(A)", "164.312(c)(1)"),
    ...vendor("nist80053", "CP-9"),
    ...ours("nist80053", "CP-6", "CP-10"),
    ...ours("iso27001", "A.8.13", "A.8.14"),
    ...ours("euAiAct", "15(4)"),
  ],
  covers: [
    "azure-policy:0b60c0b2-2dc2-4e1c-b5c9-abbed971de53",
    "psrule-azure:Azure.KeyVault.PurgeProtect",
    "checkov:CKV_AZURE_42",
    "checkov:CKV_AZURE_110",
    "prowler-azure:keyvault_recoverable",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview#purge-protection",
  scope: "resource",
  types: azure.vault,
  check: (inputs) => mustBe(inputs, "properties.enablePurgeProtection", true),
};
