import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { assignmentPrincipalType as rule } from "./authorization-assignment-principal-type";

const assignment = (principalType?: string) => [resource(azure.roleAssignment[0], { principalType })];

export const cases: RuleCases = {
  rule,
  pass: { "to a group": assignment("Group"), "to an identity": assignment("ServicePrincipal") },
  fail: {
    "to a person": [assignment("User"), 'principalType is "User"'],
    "not said": [assignment(), "is not set"],
  },
};
