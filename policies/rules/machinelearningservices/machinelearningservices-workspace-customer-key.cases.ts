import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { machinelearningservicesWorkspaceCustomerKey as rule } from "./machinelearningservices-workspace-customer-key";

const subject = (inputs: object) => [resource(azure.learningWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({
      encryption: {
        status: "Enabled",
        keyVaultProperties: { keyIdentifier: "https://kv.vault.azure.net/keys/k" },
      },
    }),
  },
  fail: {
    "there is none": [subject({}), "is not set"],
    "without a key": [subject({ encryption: { status: "Enabled" } }), "keyIdentifier"],
  },
};
