import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageSecureTransfer as rule } from "./storage-account-secure-transfer";

const account = (inputs: object) => [resource(azure.storageAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is on": account({ enableHttpsTrafficOnly: true }), "it is on by default": account({}) },
  fail: { "plain HTTP is accepted": [account({ enableHttpsTrafficOnly: false }), "must be true"] },
};
