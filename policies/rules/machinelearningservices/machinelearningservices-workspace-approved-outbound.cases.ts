import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { machinelearningservicesWorkspaceApprovedOutbound as rule } from "./machinelearningservices-workspace-approved-outbound";

const subject = (inputs: object) => [resource(azure.learningWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({ managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" } }),
  },
  fail: {
    "everything is allowed": [
      subject({ managedNetwork: { isolationMode: "AllowInternetOutbound" } }),
      "must be",
    ],
    "there is no managed network": [subject({}), "is not set"],
  },
};
