import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountManagedIdentity as rule } from "./cognitiveservices-account-managed-identity";

const account = (type?: string) => [resource(azure.account[0], type ? { identity: { type } } : {})];

export const cases: RuleCases = {
  rule,
  pass: {
    "user-assigned": account("UserAssigned"),
    "system-assigned": account("SystemAssigned"),
    both: account("SystemAssigned, UserAssigned"),
  },
  fail: {
    none: [account("None"), 'identity.type is "None"'],
    "not set": [account(), "identity.type is not set"],
  },
};
