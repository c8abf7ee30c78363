import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { vaultAccessPolicies as rule } from "./keyvault-vault-access-policies";

const vault = (keys: readonly string[], rbac = false) => [
  resource(azure.vault[0], {
    properties: { enableRbacAuthorization: rbac, accessPolicies: [{ permissions: { keys } }] },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: { "what is needed": vault(["get", "wrapKey"]) },
  fail: { everything: [vault(["all"]), 'holds "all"'], purge: [vault(["get", "Purge"]), 'holds "Purge"'] },
  notApplicable: { "Azure RBAC": vault(["all"], true) },
};
