import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const vaultRbac: ResourceRule = {
  id: "CS-0021",
  name: "keyvault-vault-rbac",
  title: "Key vaults grant access by Azure roles, not by access policies.",
  severity: "high",
  why: "An access policy holds for every key and secret of a vault, is outside of role reviews and privileged identity management, and anybody who may write the vault may add one for himself.",
  fix: {
    text: "Set enableRbacAuthorization to true, and assign Key Vault roles on the single key or secret.",
    code: "new keyvault.Vault(name, { properties: { enableRbacAuthorization: true } });",
  },
  controls: [
    ...vendor("mcsb", "PA-7"),
    ...ours("gdpr", "25(2)", "32(4)"),
    ...ours("hipaa", "164.308(a)(4)", "164.312(a)(1)"),
    ...ours("nist80053", "AC-2", "AC-5", "AC-6", "AC-6(7)"),
    ...ours("iso27001", "A.5.15", "A.5.18", "A.8.2"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:12d4fa5e-1f9f-4c21-97a9-b99b3c6611b5",
    "psrule-azure:Azure.KeyVault.RBAC",
    "prowler-azure:keyvault_rbac_enabled",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
  scope: "resource",
  types: azure.vault,
  check: (inputs) => mustBe(inputs, "properties.enableRbacAuthorization", true),
};
