import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockProfileWorkloadTagged as rule } from "./bedrock-profile-workload-tagged";

export const cases: RuleCases = {
  rule,
  pass: { "a tag": [resource(aws.inferenceProfile[0], { tags: { workload: "chat" } })] },
  fail: {
    none: [[resource(aws.inferenceProfile[0], {})], "tags name no workload"],
    "an empty one": [
      [resource(aws.inferenceProfile[0], { tags: { workload: "" } })],
      "tags name no workload",
    ],
  },
};
