import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountLocalAuthDisabled as rule } from "./cognitiveservices-account-local-auth-disabled";

const account = (properties: object) => [resource(azure.account[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: { "keys are off": account({ disableLocalAuth: true }) },
  fail: {
    "keys are on": [account({ disableLocalAuth: false }), "disableLocalAuth is false, must be true"],
    "the default leaves keys on": [account({}), "is not set"],
  },
};
