import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageSasExpiry as rule } from "./storage-account-sas-expiry";

const account = (sasExpirationPeriod?: string, allowSharedKeyAccess = true) => [
  resource(azure.storageAccount[0], { allowSharedKeyAccess, sasPolicy: { sasExpirationPeriod } }),
];

export const cases: RuleCases = {
  rule,
  pass: { "a day": account("1.00:00:00") },
  fail: { "a month": [account("30.00:00:00"), "or less"], "no policy": [account(), "is not set"] },
  notApplicable: { "no shared keys": account(undefined, false) },
};
