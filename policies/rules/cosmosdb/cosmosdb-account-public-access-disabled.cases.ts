import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { cosmosPublicAccessDisabled as rule } from "./cosmosdb-account-public-access-disabled";

const subject = (inputs: object) => [resource(azure.cosmosAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "as demanded": subject({ publicNetworkAccess: "Disabled" }) },
  fail: {
    "the opposite": [subject({ publicNetworkAccess: "Enabled" }), 'must be "Disabled"'],
    "the default": [subject({}), "is not set"],
  },
};
