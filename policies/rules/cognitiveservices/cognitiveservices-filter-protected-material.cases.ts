import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { filterProtectedMaterial as rule } from "./cognitiveservices-filter-protected-material";

const policy = (change: object) => [
  resource(azure.raiPolicy[0], {
    properties: {
      contentFilters: [
        { name: "Protected Material Text", source: "Completion", enabled: true, blocking: true, ...change },
      ],
    },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: { "it is blocked": policy({}) },
  fail: {
    "it is annotated": [policy({ blocking: false }), "let through"],
    "it is looked for in prompts": [policy({ source: "Prompt" }), "is not in the filter"],
  },
};
