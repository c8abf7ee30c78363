import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { keyExpiry as rule } from "./keyvault-key-expiry";

const key = (properties: object) => [resource(azure.key[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: {
    "by the rotation policy": key({ rotationPolicy: { attributes: { expiryTime: "P2Y" } } }),
    "by its own date": key({ attributes: { exp: 1_800_000_000 } }),
  },
  fail: { never: [key({ attributes: { enabled: true } }), "neither"] },
};
