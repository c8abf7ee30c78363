import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws, awsProviderType } from "../../types";
import { awsResourceTagsRequired as rule } from "./aws-resource-tags-required";

const tags = { environment: "prod", owner: "platform" };
const key = (inputs: object, more: object = {}) => resource(aws.key[0], { ...inputs }, more);
const provider = resource(awsProviderType, { defaultTags: { tags } }, { name: "aws" });

export const cases: RuleCases = {
  rule,
  pass: {
    "its own": [key({ tags })],
    "in any case of letters": [key({ tags: { Environment: "prod", Owner: "platform" } })],
    "of the provider": [key({}, { provider: `${provider.urn}::id` }), provider],
    "as AWS answers": [key({}, { outputs: { tagsAll: tags } })],
  },
  fail: {
    none: [[key({})], "tags lack environment, owner"],
    "one is missing": [[key({ tags: { owner: "platform" } })], "tags lack environment"],
    "one is empty": [[key({ tags: { ...tags, owner: "" } })], "tags lack owner"],
  },
  notApplicable: {
    "a stack that requires none": { resources: [key({})], declaration: { requiredTags: [] } },
  },
  unknown: { "not known yet": [key({ tags: new Unknown("preview") })] },
};
