import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, firstFailure, mustBe, pass, same, unlike } from "../../verdicts";

export const storageCustomerKey: ResourceRule = {
  id: "CS-0161",
  name: "storage-account-customer-key",
  title: "Storage accounts encrypt blobs, files, queues and tables with a key of the customer.",
  severity: "medium",
  why: "A key of your own can be revoked, and its use is logged. Queues and tables follow the account's key only if the account is created so.",
  fix: {
    text: 'Set encryption.keySource to "Microsoft.Keyvault" with a key and a user-assigned identity, and keyType "Account" for queues and tables that are used.',
    code: 'encryption: { keySource: "Microsoft.Keyvault", keyVaultProperties: { keyVaultUri, keyName }, services: { queue: { keyType: "Account" } } }',
  },
  controls: [
    ...vendor("mcsb", "DP-5"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...vendor("nist80053", "SC-12"),
    ...ours("nist80053", "SC-13", "SC-28"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:6fac406b-40ca-413b-bf8e-0bf964659c25",
    "azure-policy:f0e5abd0-2554-4736-b7c0-4ffef23475ef",
    "azure-policy:7c322315-e26d-4174-a99e-f49d351b4688",
    "checkov:CKV2_AZURE_1",
    "prowler-azure:storage_ensure_encryption_with_customer_managed_keys",
    "prowler-azure:monitor_storage_account_with_activity_logs_cmk_encrypted",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "encryption.keySource", "Microsoft.Keyvault"),
      () =>
        inputs.has("encryption.keyVaultProperties.keyName")
          ? pass
          : fail("encryption names no key", "encryption.keyVaultProperties.keyName"),
      () => {
        const loose = ["queue", "table"].find(
          (service) =>
            inputs.has(`encryption.services.${service}`) &&
            !same(inputs.string(`encryption.services.${service}.keyType`), "Account"),
        );
        return loose === undefined
          ? pass
          : unlike(inputs, `encryption.services.${loose}.keyType`, 'must be "Account"');
      },
    ),
};
