import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { deploymentContentFilterNamed as rule } from "./cognitiveservices-deployment-content-filter-named";

const deployment = (raiPolicyName?: string) => [
  resource(azure.deployment[0], { properties: { raiPolicyName } }),
];

export const cases: RuleCases = {
  rule,
  pass: { "a filter of the account": deployment("strict") },
  fail: {
    none: [deployment(), "is not set, must name a content filter"],
    "Microsoft's default": [deployment("Microsoft.DefaultV2"), 'is "Microsoft.DefaultV2"'],
  },
};
