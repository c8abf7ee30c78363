import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageZoneRedundant as rule } from "./storage-account-zone-redundant";

const account = (name: string) => [resource(azure.storageAccount[0], { sku: { name } })];

export const cases: RuleCases = {
  rule,
  pass: { zones: account("Standard_ZRS"), "zones and a region": account("Standard_GZRS") },
  fail: { "one building": [account("Standard_LRS"), "must end in ZRS"] },
  notApplicable: { "a test": { resources: account("Standard_LRS"), declaration: { protected: false } } },
};
