import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { vaultPurgeProtection as rule } from "./keyvault-vault-purge-protection";

const vault = (properties: object) => [resource(azure.vault[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: { "purge protection is on": vault({ enablePurgeProtection: true }) },
  fail: { "it is off by default": [vault({}), "is not set, must be true"] },
};
