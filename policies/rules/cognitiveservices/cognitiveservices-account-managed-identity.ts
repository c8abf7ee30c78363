import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unlike } from "../../verdicts";

export const accountManagedIdentity: ResourceRule = {
  id: "CS-0006",
  name: "cognitiveservices-account-managed-identity",
  title: "AI accounts have a managed identity.",
  severity: "medium",
  why: "Without an identity the account can use its encryption key, storage and search only by secrets that somebody must keep and rotate.",
  fix: {
    text: "Give the account a user-assigned identity, made before it.",
    code: 'new cognitiveservices.Account(name, { identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] } });',
  },
  controls: [
    ...vendor("mcsb", "IM-3"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)"),
    ...ours("nist80053", "AC-6", "IA-9"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
  ],
  covers: [
    "azure-policy:fe3fd216-4f83-4fc1-8984-2bbec80a3418",
    "psrule-azure:Azure.AI.ManagedIdentity",
    "checkov:CKV_AZURE_238",
    "prowler-azure:aiservices_account_managed_identity_enabled",
  ],
  url: "https://learn.microsoft.com/azure/ai-services/openai/how-to/managed-identity",
  scope: "resource",
  types: azure.account,
  check: (inputs) => {
    const type = inputs.string("identity.type") ?? "None";
    return /assigned/i.test(type)
      ? pass
      : unlike(inputs, "identity.type", 'must be "UserAssigned" or "SystemAssigned"');
  },
};
