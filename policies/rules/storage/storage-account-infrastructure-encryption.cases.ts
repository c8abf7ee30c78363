import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageInfrastructureEncryption as rule } from "./storage-account-infrastructure-encryption";

const account = (encryption: object) => [
  resource(azure.storageAccount[0], { encryption: { ...encryption } }),
];

export const cases: RuleCases = {
  rule,
  pass: { twice: account({ requireInfrastructureEncryption: true }) },
  fail: { once: [account({}), "must be true"] },
};
