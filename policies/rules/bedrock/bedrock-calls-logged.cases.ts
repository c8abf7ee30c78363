import { resource, type RuleCases } from "../../testing";
import { aws, stackType } from "../../types";
import { bedrockCallsLogged as rule } from "./bedrock-calls-logged";

const stack = resource(stackType, {}, { custom: false });
const profile = resource(aws.inferenceProfile[0], {}, { name: "profile" });
const logging = (loggingConfig: object) =>
  resource(aws.invocationLogging[0], { loggingConfig: { ...loggingConfig } }, { name: "logging" });

export const cases: RuleCases = {
  rule,
  pass: {
    "to a bucket": [stack, profile, logging({ s3Config: { bucketName: "calls" } })],
    "to a log group": [stack, profile, logging({ cloudwatchConfig: { logGroupName: "calls" } })],
  },
  fail: {
    none: [[stack, profile], "no logging of their invocations"],
    nowhere: [[stack, profile, logging({})], "delivers anywhere"],
  },
  notApplicable: { "a stack without Bedrock": [stack] },
};
