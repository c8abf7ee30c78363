import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unlike } from "../../verdicts";

/** Azure's own default, and the longest that it allows. */
const longest = 90;
/** The shortest that Azure allows; enough where nothing must be kept. */
const shortest = 7;

export const vaultSoftDelete: ResourceRule = {
  id: "CS-0023",
  name: "keyvault-vault-soft-delete",
  title: "A deleted key vault can be recovered for 90 days, in unprotected environments for 7.",
  severity: "high",
  why: "The retention is the time that is left to notice a deletion by mistake or in malice. It is set when the vault is made and cannot be changed later.",
  fix: {
    text: "Leave enableSoftDelete on, and set softDeleteRetentionInDays to 90.",
    code: "new keyvault.Vault(name, { properties: { enableSoftDelete: true, softDeleteRetentionInDays: 90 } });",
  },
  controls: [
    ...vendor("mcsb", "DP-8"),
    ...ours("gdpr", "32(1)(c)"),
    ...ours("hipaa", "164.308(a)(7)(ii)(B)"),
    ...vendor("nist80053", "CP-9"),
    ...ours("nist80053", "CP-6", "CP-10"),
    ...ours("iso27001", "A.8.13", "A.8.14"),
    ...ours("euAiAct", "15(4)"),
  ],
  covers: [
    "azure-policy:1e66c121-a66a-4b1f-9b83-0fd99bf0fc2d",
    "psrule-azure:Azure.KeyVault.SoftDelete",
    "checkov:CKV_AZURE_111",
    "prowler-azure:keyvault_recoverable",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
  scope: "resource",
  types: azure.vault,
  check: (inputs, _, { declaration }) => {
    if (inputs.boolean("properties.enableSoftDelete") === false)
      return unlike(inputs, "properties.enableSoftDelete", "must be true");
    const wanted = declaration.protected ? longest : shortest;
    const days = inputs.number("properties.softDeleteRetentionInDays") ?? longest;
    return days >= wanted
      ? pass
      : unlike(inputs, "properties.softDeleteRetentionInDays", `must be at least ${wanted}`);
  },
};
