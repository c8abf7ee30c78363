import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { componentLocalAuthDisabled as rule } from "./applicationinsights-component-local-auth-disabled";

const component = (inputs: object) => [resource(azure.component[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "keys are off": component({ disableLocalAuth: true }) },
  fail: { "keys are on by default": [component({}), "is not set, must be true"] },
};
