import { resource, type RuleCases } from "../../testing";
import { aws, azure } from "../../types";
import { resourceTagsRequired as rule } from "./resource-tags-required";

const vault = (tags?: object) => [
  resource(azure.vault[0], { location: "swedencentral", ...(tags && { tags: { ...tags } }) }),
];

export const cases: RuleCases = {
  rule,
  pass: { "both are there": vault({ environment: "prod", owner: "platform" }) },
  fail: {
    "one is missing": [vault({ environment: "prod" }), "tags lack owner"],
    "the environment is missing": [vault({ owner: "platform" }), "tags lack environment"],
    "no tags": [vault(), "tags lack environment, owner"],
    "one is empty": [vault({ environment: "prod", owner: "" }), "is empty"],
  },
  notApplicable: {
    "a resource of AWS": [resource(aws.key[0], { tags: {} })],
    "a setting": [resource(azure.roleAssignment[0], { scope: "/" })],
    "no tags are required": { resources: vault(), declaration: { requiredTags: [] } },
  },
};
