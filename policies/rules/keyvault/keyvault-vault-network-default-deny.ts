import { ours, vendor } from "../../controls";
import { defaultDeny } from "../../network-acl";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";

export const vaultNetworkDefaultDeny: ResourceRule = {
  id: "CS-0025",
  name: "keyvault-vault-network-default-deny",
  title: "The firewall of key vaults denies by default and lets no address range of the internet in.",
  severity: "high",
  why: "The firewall is what is left when somebody turns public access on. Without it, Azure's default lets everything in.",
  fix: {
    text: 'Set networkAcls.defaultAction to "Deny", with the bypass AzureServices that customer keys need.',
    code: 'new keyvault.Vault(name, { properties: { networkAcls: { defaultAction: "Deny", bypass: "AzureServices" } } });',
  },
  controls: [
    ...ours("mcsb", "NS-2", "DP-8"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)"),
    ...vendor("nist80053", "AC-4", "SC-7", "SC-7(3)"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:55615ac9-af46-4a59-874e-391cc3dfb490",
    "psrule-azure:Azure.KeyVault.Firewall",
    "checkov:CKV_AZURE_109",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  scope: "resource",
  types: azure.vault,
  check: (inputs) => defaultDeny(inputs, "properties.networkAcls", "value"),
};
