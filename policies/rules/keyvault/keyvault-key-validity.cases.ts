import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { keyValidity as rule } from "./keyvault-key-validity";

const key = (expiryTime: string | undefined, trigger: object) => [
  resource(azure.key[0], {
    properties: {
      rotationPolicy: {
        attributes: { expiryTime },
        lifetimeActions: [{ action: { type: "rotate" }, trigger: { ...trigger } }],
      },
    },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "replaced after 90 days": key("P2Y", { timeAfterCreate: "P90D" }),
    "replaced a month before": key("P1Y", { timeBeforeExpiry: "P30D" }),
  },
  fail: {
    "three years": [key("P3Y", { timeAfterCreate: "P90D" }), "two years or less"],
    "on the last day": [key("P90D", { timeAfterCreate: "P89D" }), "acts 1 days before"],
  },
  notApplicable: { "no expiry": key(undefined, { timeAfterCreate: "P90D" }) },
};
