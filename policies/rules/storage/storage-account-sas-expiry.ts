import { ours } from "../../controls";
import { spanDays } from "../../durations";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { notApplicable, pass, unlike } from "../../verdicts";

export const storageSasExpiry: ResourceRule = {
  id: "CS-0167",
  name: "storage-account-sas-expiry",
  title: "Shared access signatures of a storage account end within seven days.",
  severity: "low",
  why: "A signature is a key in a link. One without an end opens the data to whoever finds the link, for as long as the account's key lives.",
  fix: {
    text: "Switch shared keys off; where that cannot be, set a SAS policy of seven days or less.",
    code: 'sasPolicy: { sasExpirationPeriod: "7.00:00:00", expirationAction: "Block" }',
  },
  controls: [
    ...ours("mcsb", "IM-8", "DP-6"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)"),
    ...ours("nist80053", "IA-5"),
    ...ours("iso27001", "A.5.17"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
  ],
  covers: [
    "azure-policy:bc1b984e-ddae-40cc-801a-050a030e4fbe",
    "azure-policy:7aa1c9d5-3d7e-4579-8117-d85e99211757",
    "checkov:CKV2_AZURE_41",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/sas-expiration-policy",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => {
    if (inputs.boolean("allowSharedKeyAccess") === false)
      return notApplicable(
        "without shared keys only signatures of a user remain, and those end within seven days",
      );
    const days = spanDays(inputs.string("sasPolicy.sasExpirationPeriod"));
    return days !== undefined && days <= 7
      ? pass
      : unlike(inputs, "sasPolicy.sasExpirationPeriod", 'must be "7.00:00:00" or less');
  },
};
