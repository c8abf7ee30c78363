import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockModelSupported as rule } from "./bedrock-model-supported";

const profile = (id: string) => [
  resource(aws.inferenceProfile[0], {
    modelSource: { copyFrom: `arn:aws:bedrock:eu-central-1:111122223333:inference-profile/${id}` },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "without a date": profile("eu.anthropic.claude-sonnet-5-5"),
    "long before": profile("eu.anthropic.claude-sonnet-4-5-20250929-v1:0"),
  },
  fail: {
    retired: [profile("eu.anthropic.claude-haiku-4-5-20251001-v1:0"), "is retired since 2026-10-15"],
    soon: [
      { resources: profile("eu.anthropic.claude-sonnet-4-5-20250929-v1:0"), today: "2027-03-01" },
      "sooner than the 60 days",
    ],
  },
  unknown: { "a model that the catalog does not know": profile("eu.meta.llama9-1-v1:0") },
  notApplicable: {
    "a knowledge base on tables": [
      resource(aws.knowledgeBase[0], { knowledgeBaseConfiguration: { type: "SQL" } }),
    ],
  },
};
