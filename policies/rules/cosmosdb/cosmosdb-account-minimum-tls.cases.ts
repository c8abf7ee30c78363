import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { cosmosMinimumTls as rule } from "./cosmosdb-account-minimum-tls";

const subject = (inputs: object) => [resource(azure.cosmosAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "as demanded": subject({ minimalTlsVersion: "Tls12" }) },
  fail: {
    "the opposite": [subject({ minimalTlsVersion: "Tls" }), 'must be "Tls12"'],
    "the default": [subject({}), "is not set"],
  },
};
