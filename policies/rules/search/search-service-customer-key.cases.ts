import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { searchCustomerKey as rule } from "./search-service-customer-key";

const service = (enforcement: string, type: string) => [
  resource(azure.searchService[0], { encryptionWithCmk: { enforcement }, identity: { type } }),
];

export const cases: RuleCases = {
  rule,
  pass: { "demanded, with an identity": service("Enabled", "UserAssigned") },
  fail: {
    "not demanded": [service("Disabled", "UserAssigned"), 'must be "Enabled"'],
    "nothing said": [[resource(azure.searchService[0], {})], "is not set"],
    "no identity that could use it": [service("Enabled", "SystemAssigned"), 'must contain "UserAssigned"'],
  },
};
