import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageDefaultEntra as rule } from "./storage-account-default-entra";

const account = (defaultToOAuthAuthentication?: boolean) => [
  resource(azure.storageAccount[0], { defaultToOAuthAuthentication }),
];

export const cases: RuleCases = {
  rule,
  pass: { on: account(true) },
  fail: { "the default": [account(), "must be true"] },
};
