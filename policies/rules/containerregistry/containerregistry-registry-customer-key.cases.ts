import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { containerregistryRegistryCustomerKey as rule } from "./containerregistry-registry-customer-key";

const subject = (inputs: object) => [resource(azure.registry[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is as it should be": subject({ encryption: { status: "enabled" } }) },
  fail: {
    "there is none": [subject({}), "is not set"],
  },
};
