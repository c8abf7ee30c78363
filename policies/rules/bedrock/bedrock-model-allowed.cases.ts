import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockModelAllowed as rule } from "./bedrock-model-allowed";

const declaration = { allowedModels: ["anthropic.claude-sonnet-5-5", "amazon/*"] };
const profile = (id: string) => ({
  resources: [resource(aws.inferenceProfile[0], { modelSource: { copyFrom: id } })],
  declaration,
});

export const cases: RuleCases = {
  rule,
  pass: {
    "by its name, whatever the profile": profile("eu.anthropic.claude-sonnet-5-5"),
    "by its publisher": profile("amazon.nova-lite-v1:0"),
  },
  fail: {
    "not listed": [
      profile("eu.anthropic.claude-opus-5-5"),
      "anthropic.claude-opus-5-5 of anthropic is not approved",
    ],
  },
  notApplicable: {
    "no list": profile("x.y").resources,
    "no model": { resources: [resource(aws.knowledgeBase[0], {})], declaration },
  },
};
