import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountDynamicThrottlingDisabled as rule } from "./cognitiveservices-account-dynamic-throttling-disabled";

const account = (properties: object) => [resource(azure.account[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: { "the default": account({}), off: account({ dynamicThrottlingEnabled: false }) },
  fail: { on: [account({ dynamicThrottlingEnabled: true }), "must be false"] },
};
