import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { notApplicable, pass, unlike } from "../../verdicts";

export const storageKeyExpiry: ResourceRule = {
  id: "CS-0168",
  name: "storage-account-key-expiry",
  title: "Keys of a storage account are renewed every 90 days.",
  severity: "low",
  why: "Who has an account key has everything in the account. A key that is never renewed is known to everyone who ever had it.",
  fix: {
    text: "Switch shared keys off; where that cannot be, set a key policy of 90 days or less.",
    code: "keyPolicy: { keyExpirationPeriodInDays: 90 }",
  },
  controls: [
    ...vendor("mcsb", "DP-6"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)"),
    ...ours("nist80053", "IA-5"),
    ...ours("iso27001", "A.5.17"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
  ],
  covers: ["azure-policy:044985bb-afe1-42cd-8a36-9d5d42424537", "prowler-azure:storage_key_rotation_90_days"],
  url: "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => {
    if (inputs.boolean("allowSharedKeyAccess") === false) return notApplicable("its keys open nothing");
    const days = inputs.number("keyPolicy.keyExpirationPeriodInDays");
    return days !== undefined && days <= 90
      ? pass
      : unlike(inputs, "keyPolicy.keyExpirationPeriodInDays", "must be 90 or less");
  },
};
