import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { machinelearningservicesWorkspaceAssignedIdentity as rule } from "./machinelearningservices-workspace-assigned-identity";

const subject = (inputs: object) => [resource(azure.learningWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({
      identity: { type: "UserAssigned" },
      primaryUserAssignedIdentity: "id",
    }),
  },
  fail: {
    "it is system-assigned": [subject({ identity: { type: "SystemAssigned" } }), "must be"],
    "none is primary": [subject({ identity: { type: "UserAssigned" } }), "primaryUserAssignedIdentity"],
  },
};
