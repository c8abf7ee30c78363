import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageCustomerKey as rule } from "./storage-account-customer-key";

const account = (encryption: object) => [
  resource(azure.storageAccount[0], { encryption: { ...encryption } }),
];
const key = { keySource: "Microsoft.Keyvault", keyVaultProperties: { keyName: "cmk" } };

export const cases: RuleCases = {
  rule,
  pass: {
    "a key": account(key),
    "queues, too": account({ ...key, services: { queue: { keyType: "Account" } } }),
  },
  fail: {
    "Microsoft's key": [account({ keySource: "Microsoft.Storage" }), 'must be "Microsoft.Keyvault"'],
    "no key named": [account({ keySource: "Microsoft.Keyvault" }), "names no key"],
    "tables without it": [
      account({ ...key, services: { table: { keyType: "Service" } } }),
      'must be "Account"',
    ],
  },
};
