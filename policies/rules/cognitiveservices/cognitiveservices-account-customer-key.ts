import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, firstFailure, mustBe, pass, unlike } from "../../verdicts";

export const accountCustomerKey: ResourceRule = {
  id: "CS-0007",
  name: "cognitiveservices-account-customer-key",
  title: "AI accounts encrypt data at rest with a key of the customer, through a user-assigned identity.",
  severity: "high",
  why: "A key of your own can be revoked, and its use is logged: the data becomes unreadable the day you say so. A user-assigned identity is needed to have the key from the first write on; a system-assigned one would leave the account without it at first.",
  fix: {
    text: "Make the vault, the key, the identity and its role first, then create the account with all of them in one write.",
    code: `new cognitiveservices.Account(name, {
  identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
  properties: {
    encryption: {
      keySource: "Microsoft.KeyVault",
      keyVaultProperties: { keyVaultUri, keyName, keyVersion, identityClientId: identity.clientId },
    },
  },
});`,
  },
  controls: [
    ...vendor("mcsb", "DP-5"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"),
    ...vendor("nist80053", "SC-12"),
    ...ours("nist80053", "SC-13", "SC-28"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:67121cc7-ff39-4ab8-b7e3-95b84dab487d",
    "checkov:CKV2_AZURE_22",
    "prowler-azure:aiservices_account_encrypted_with_cmk",
  ],
  url: "https://learn.microsoft.com/azure/ai-services/openai/encrypt-data-at-rest",
  scope: "resource",
  types: azure.account,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "properties.encryption.keySource", "Microsoft.KeyVault"),
      () =>
        inputs.has("properties.encryption.keyVaultProperties.keyName")
          ? pass
          : fail("properties.encryption names no key", "properties.encryption.keyVaultProperties.keyName"),
      () =>
        /userassigned/i.test(inputs.string("identity.type") ?? "")
          ? pass
          : unlike(inputs, "identity.type", 'must contain "UserAssigned", through which the key is used'),
    ),
};
