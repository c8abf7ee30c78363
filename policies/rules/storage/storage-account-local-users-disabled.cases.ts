import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageLocalUsersDisabled as rule } from "./storage-account-local-users-disabled";

const account = (isLocalUserEnabled?: boolean) => [resource(azure.storageAccount[0], { isLocalUserEnabled })];

export const cases: RuleCases = {
  rule,
  pass: { off: account(false) },
  fail: { on: [account(true), "must be false"], "the default": [account(), "is not set"] },
};
