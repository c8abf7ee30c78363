import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageAnonymousAccessDisabled as rule } from "./storage-account-anonymous-access-disabled";

const account = (inputs: object) => [resource(azure.storageAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is off": account({ allowBlobPublicAccess: false }) },
  fail: {
    "it is on": [account({ allowBlobPublicAccess: true }), "must be false"],
    "not said": [account({}), "is not set"],
  },
};
