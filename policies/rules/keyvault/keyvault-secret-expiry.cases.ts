import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { secretExpiry as rule } from "./keyvault-secret-expiry";

const secret = (expires?: string) => [
  resource(azure.secret[0], {
    properties: { attributes: { exp: expires === undefined ? undefined : Date.parse(expires) / 1000 } },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: { "within a year": secret("2027-06-01") },
  fail: {
    never: [secret(), "is not set"],
    "in ten years": [secret("2036-01-01"), "must be 366 or less"],
    "in the past": [secret("2026-01-01"), "has expired"],
  },
};
