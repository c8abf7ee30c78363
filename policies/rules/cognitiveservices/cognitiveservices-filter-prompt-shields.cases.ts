import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { filterPromptShields as rule } from "./cognitiveservices-filter-prompt-shields";

const shield = (name: string, change: object = {}) => ({
  name,
  source: "Prompt",
  enabled: true,
  blocking: true,
  ...change,
});
const policy = (...contentFilters: ReturnType<typeof shield>[]) => [
  resource(azure.raiPolicy[0], { properties: { contentFilters } }),
];

export const cases: RuleCases = {
  rule,
  pass: { both: policy(shield("Jailbreak"), shield("Indirect Attack")) },
  fail: {
    "only the one against users": [
      policy(shield("Jailbreak")),
      "Indirect Attack in prompts is not in the filter",
    ],
    "the other only annotates": [
      policy(shield("Jailbreak"), shield("Indirect Attack", { blocking: false })),
      "let through",
    ],
    none: [policy(), "Jailbreak in prompts is not in the filter"],
  },
};
