import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storagePublicAccessDisabled as rule } from "./storage-account-public-access-disabled";

const account = (inputs: object) => [resource(azure.storageAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is off": account({ publicNetworkAccess: "Disabled" }) },
  fail: {
    "it is on": [account({ publicNetworkAccess: "Enabled" }), "must be"],
    "it is on by default": [account({}), "is not set"],
  },
};
