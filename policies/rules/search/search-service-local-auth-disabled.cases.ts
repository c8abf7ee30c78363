import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { searchLocalAuthDisabled as rule } from "./search-service-local-auth-disabled";

const subject = (inputs: object) => [resource(azure.searchService[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "as demanded": subject({ disableLocalAuth: true }) },
  fail: {
    "the opposite": [subject({ disableLocalAuth: false }), "must be true"],
    "the default": [subject({}), "is not set"],
  },
};
