import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { vaultRbac as rule } from "./keyvault-vault-rbac";

const vault = (properties: object) => [resource(azure.vault[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: { "roles decide": vault({ enableRbacAuthorization: true }) },
  fail: {
    "access policies decide": [vault({ enableRbacAuthorization: false }), "is false, must be true"],
    "the default of older API versions": [vault({}), "is not set"],
  },
};
