import { resource, type RuleCases } from "../../testing";
import { aws, stackType } from "../../types";
import { budgetsAccountBudget as rule } from "./budgets-account-budget";

const stack = resource(stackType, {}, { custom: false });
const profile = resource(aws.inferenceProfile[0], {}, { name: "profile" });
const budget = (inputs: object) => resource(aws.budget[0], { ...inputs }, { name: "budget" });

export const cases: RuleCases = {
  rule,
  pass: {
    "of everything": [stack, profile, budget({})],
    "of all that carries the tag of the stack": [
      stack,
      profile,
      budget({ costFilters: [{ name: "TagKeyValue", values: ["user:environment$prod"] }] }),
    ],
  },
  fail: {
    "of one service": [
      [stack, profile, budget({ costFilters: [{ name: "Service", values: ["Amazon S3"] }] })],
      "all that it spends",
    ],
    none: [[stack, profile], "no budget"],
    "of one workload": [
      [stack, profile, budget({ costFilters: [{ name: "TagKeyValue", values: ["user:workload$chat"] }] })],
      "all that it spends",
    ],
  },
  notApplicable: { "a stack without Bedrock": [stack] },
};
