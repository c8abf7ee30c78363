import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { sessionEgressDisabled as rule } from "./app-session-egress-disabled";

const subject = (inputs: object) => [resource(azure.sessionPool[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "as demanded": subject({ sessionNetworkConfiguration: { status: "EgressDisabled" } }) },
  fail: {
    "the opposite": [
      subject({ sessionNetworkConfiguration: { status: "EgressEnabled" } }),
      'must be "EgressDisabled"',
    ],
    "the default": [subject({}), "is not set"],
  },
};
