import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageSharedKeyDisabled as rule } from "./storage-account-shared-key-disabled";

const account = (inputs: object) => [resource(azure.storageAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "keys are off": account({ allowSharedKeyAccess: false }) },
  fail: {
    "keys are on": [account({ allowSharedKeyAccess: true }), "must be false"],
    "they are on by default": [account({}), "is not set"],
  },
};
