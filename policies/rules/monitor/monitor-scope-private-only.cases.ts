import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { scopePrivateOnly as rule } from "./monitor-scope-private-only";

const scope = (ingestionAccessMode: string, queryAccessMode: string) => [
  resource(azure.privateLinkScope[0], { accessModeSettings: { ingestionAccessMode, queryAccessMode } }),
];

export const cases: RuleCases = {
  rule,
  pass: { closed: scope("PrivateOnly", "PrivateOnly") },
  fail: {
    "open to write": [scope("Open", "PrivateOnly"), "ingestionAccessMode"],
    "open to read": [scope("PrivateOnly", "Open"), "queryAccessMode"],
  },
};
