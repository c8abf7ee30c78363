import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const storageDefaultEntra: ResourceRule = {
  id: "CS-0170",
  name: "storage-account-default-entra",
  title: "The portal asks storage accounts with Entra ID first.",
  severity: "low",
  why: "Otherwise the portal fetches the account's key to show a container, and people get used to roles that may read keys.",
  fix: {
    text: "Set defaultToOAuthAuthentication to true.",
    code: "new storage.StorageAccount(name, { defaultToOAuthAuthentication: true });",
  },
  controls: [
    ...ours("mcsb", "IM-1"),
    ...ours("gdpr", "25(1)", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)", "164.312(a)(2)(i)"),
    ...ours("nist80053", "AC-2", "AC-3", "IA-2"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["prowler-azure:storage_default_to_entra_authorization_enabled"],
  url: "https://learn.microsoft.com/azure/storage/blobs/authorize-data-operations-portal",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => mustBe(inputs, "defaultToOAuthAuthentication", true),
};
