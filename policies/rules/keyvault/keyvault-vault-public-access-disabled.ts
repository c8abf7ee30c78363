import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const vaultPublicAccessDisabled: ResourceRule = {
  id: "CS-0024",
  name: "keyvault-vault-public-access-disabled",
  title: "Key vaults cannot be reached from the public internet.",
  severity: "high",
  why: "A vault holds the keys to everything else. Services of Microsoft use its encryption keys through the trusted-services bypass, everybody else through a private endpoint.",
  fix: {
    text: 'Set publicNetworkAccess to "Disabled".',
    code: 'new keyvault.Vault(name, { properties: { publicNetworkAccess: "Disabled" } });',
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
    "azure-policy:405c5871-3e91-4644-8a63-58e19d68ff5b",
    "checkov:CKV_AZURE_189",
    "prowler-azure:keyvault_access_only_through_private_endpoints",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  scope: "resource",
  types: azure.vault,
  check: (inputs) => mustBe(inputs, "properties.publicNetworkAccess", "Disabled"),
};
