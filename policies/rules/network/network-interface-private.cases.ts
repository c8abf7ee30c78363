import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { interfacePrivate as rule } from "./network-interface-private";

const card = (configuration: object, enableIPForwarding = false) => [
  resource(azure.networkInterface[0], { enableIPForwarding, ipConfigurations: [{ ...configuration }] }),
];

export const cases: RuleCases = {
  rule,
  pass: { private: card({}) },
  fail: {
    "a public address": [card({ publicIPAddress: { id: "x" } }), "has a public address"],
    "a router": [card({}, true), "must be false"],
  },
};
