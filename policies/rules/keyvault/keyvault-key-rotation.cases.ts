import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { keyRotation as rule } from "./keyvault-key-rotation";

const key = (properties: object) => [resource(azure.key[0], { properties: { ...properties } })];
const rotation = (action: object, trigger: object) => ({
  rotationPolicy: { lifetimeActions: [{ action, trigger }] },
});

export const cases: RuleCases = {
  rule,
  pass: {
    "it rotates by age": key(rotation({ type: "rotate" }, { timeAfterCreate: "P90D" })),
    "it rotates before it expires": key(rotation({ type: "Rotate" }, { timeBeforeExpiry: "P30D" })),
  },
  fail: {
    "no policy": [key({}), 'holds no action "rotate"'],
    "it only notifies": [key(rotation({ type: "notify" }, { timeBeforeExpiry: "P30D" })), "holds no action"],
    "without a trigger": [key(rotation({ type: "rotate" }, {})), "with a trigger"],
  },
};
