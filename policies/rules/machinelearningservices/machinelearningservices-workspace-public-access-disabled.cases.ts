import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { machinelearningservicesWorkspacePublicAccessDisabled as rule } from "./machinelearningservices-workspace-public-access-disabled";

const subject = (inputs: object) => [resource(azure.learningWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is as it should be": subject({ publicNetworkAccess: "Disabled" }) },
  fail: {
    "it is on": [subject({ publicNetworkAccess: "Enabled" }), "must be"],
    "it is on by default": [subject({}), "is not set"],
  },
};
