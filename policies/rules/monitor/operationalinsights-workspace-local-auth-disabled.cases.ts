import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { workspaceLocalAuthDisabled as rule } from "./operationalinsights-workspace-local-auth-disabled";

const workspace = (inputs: object) => [resource(azure.workspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "keys are off": workspace({ features: { disableLocalAuth: true } }) },
  fail: {
    "keys are on": [workspace({ features: { disableLocalAuth: false } }), "must be true"],
    "keys are on by default": [workspace({}), "is not set"],
  },
};
