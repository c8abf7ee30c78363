import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageKeyExpiry as rule } from "./storage-account-key-expiry";

const account = (keyExpirationPeriodInDays?: number, allowSharedKeyAccess = true) => [
  resource(azure.storageAccount[0], { allowSharedKeyAccess, keyPolicy: { keyExpirationPeriodInDays } }),
];

export const cases: RuleCases = {
  rule,
  pass: { "a month": account(30) },
  fail: { "a year": [account(365), "must be 90 or less"], "no policy": [account(), "is not set"] },
  notApplicable: { "no shared keys": account(undefined, false) },
};
