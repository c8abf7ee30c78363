import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { vaultSoftDelete as rule } from "./keyvault-vault-soft-delete";

const vault = (properties: object) => [resource(azure.vault[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: {
    "90 days": vault({ enableSoftDelete: true, softDeleteRetentionInDays: 90 }),
    "Azure's default is 90 days": vault({}),
    "7 days where nothing must be kept": {
      resources: vault({ softDeleteRetentionInDays: 7 }),
      declaration: { protected: false },
    },
  },
  fail: {
    "7 days where data must not be lost": [vault({ softDeleteRetentionInDays: 7 }), "must be at least 90"],
    "soft delete is off": [vault({ enableSoftDelete: false }), "enableSoftDelete is false"],
  },
};
