import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const storageInfrastructureEncryption: ResourceRule = {
  id: "CS-0162",
  name: "storage-account-infrastructure-encryption",
  title: "Storage accounts encrypt twice.",
  severity: "low",
  why: "A second layer with another key and algorithm holds when one of them does not. It cannot be switched on later.",
  fix: {
    text: "Set encryption.requireInfrastructureEncryption to true when the account is created.",
    code: "new storage.StorageAccount(name, { encryption: { requireInfrastructureEncryption: true } });",
  },
  controls: [
    ...vendor("mcsb", "DP-4"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...vendor("nist80053", "SC-28", "SC-28(1)"),
    ...ours("nist80053", "SC-12", "SC-13"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:4733ea7b-a883-42fe-8cac-97454c2a9e4a",
    "prowler-azure:storage_infrastructure_encryption_is_enabled",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/infrastructure-encryption-enable",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => mustBe(inputs, "encryption.requireInfrastructureEncryption", true),
};
