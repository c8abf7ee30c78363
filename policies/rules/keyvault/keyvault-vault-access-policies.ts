import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same } from "../../verdicts";

export const vaultAccessPolicies: ResourceRule = {
  id: "CS-0156",
  name: "keyvault-vault-access-policies",
  title: "Access policies of a vault give neither everything nor the right to purge.",
  severity: "medium",
  why: "Who may purge can destroy keys for good, soft delete or not, and with them everything that they encrypt.",
  fix: {
    text: "Use Azure RBAC; where that cannot be, list the permissions that the principal needs.",
    code: "new keyvault.Vault(name, { properties: { enableRbacAuthorization: true } });",
  },
  controls: [
    ...ours("mcsb", "PA-1", "PA-7", "AI-4"),
    ...ours("gdpr", "25(2)", "32(4)"),
    ...ours("hipaa", "164.312(a)(1)", "164.308(a)(3)(i)", "164.308(a)(4)"),
    ...ours("nist80053", "AC-2", "AC-5", "AC-6", "AC-6(7)"),
    ...ours("iso27001", "A.5.15", "A.5.18", "A.8.2"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["psrule-azure:Azure.KeyVault.AccessPolicy"],
  url: "https://learn.microsoft.com/azure/key-vault/general/assign-access-policy",
  scope: "resource",
  types: azure.vault,
  check: (inputs) => {
    if (inputs.boolean("properties.enableRbacAuthorization") === true)
      return notApplicable("Azure RBAC decides, access policies are ignored");
    for (const policy of inputs.list("properties.accessPolicies"))
      for (const kind of ["keys", "secrets", "certificates", "storage"]) {
        const wide = policy
          .strings(`permissions.${kind}`)
          .find((each) => same(each, "all") || same(each, "purge"));
        if (wide !== undefined)
          return fail(`${policy.path}.permissions.${kind} holds "${wide}"`, policy.path);
      }
    return pass;
  },
};
