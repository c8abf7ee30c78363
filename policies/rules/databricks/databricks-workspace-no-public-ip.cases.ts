import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { databricksWorkspaceNoPublicIp as rule } from "./databricks-workspace-no-public-ip";

const subject = (inputs: object) => [resource(azure.databricksWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is as it should be": subject({ parameters: { enableNoPublicIp: { value: true } } }) },
  fail: {
    "they have": [subject({ parameters: { enableNoPublicIp: { value: false } } }), "must be"],
    "nothing is said": [subject({}), "is not set"],
  },
};
