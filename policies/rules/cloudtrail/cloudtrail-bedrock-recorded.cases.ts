import { resource, type RuleCases } from "../../testing";
import { aws, stackType } from "../../types";
import { cloudtrailBedrockRecorded as rule } from "./cloudtrail-bedrock-recorded";

const stack = resource(stackType, {}, { custom: false });
const profile = resource(aws.inferenceProfile[0], {}, { name: "profile" });

export const cases: RuleCases = {
  rule,
  pass: { "a trail": [stack, profile, resource(aws.trail[0], {}, { name: "trail" })] },
  fail: { none: [[stack, profile], "no trail of it"] },
  notApplicable: { "a stack without Bedrock": [stack] },
};
