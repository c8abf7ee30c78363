import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { databricksWorkspacePublicAccessDisabled as rule } from "./databricks-workspace-public-access-disabled";

const subject = (inputs: object) => [resource(azure.databricksWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is as it should be": subject({ publicNetworkAccess: "Disabled" }) },
  fail: {
    "it is on": [subject({ publicNetworkAccess: "Enabled" }), "must be"],
    "it is on by default": [subject({}), "is not set"],
  },
};
