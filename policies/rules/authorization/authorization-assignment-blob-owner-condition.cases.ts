import { roles } from "../../../catalog/roles";
import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { assignmentBlobOwnerCondition as rule } from "./authorization-assignment-blob-owner-condition";

const owner = `/x/${roles.storageBlobDataOwner.id}`;
const assignment = (inputs: object) => [
  resource(azure.roleAssignment[0], { roleDefinitionId: owner, ...inputs }),
];
const condition =
  "(@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringLike '*-azureml-agent')";

export const cases: RuleCases = {
  rule,
  pass: { "certain containers": assignment({ condition, conditionVersion: "2.0" }) },
  fail: {
    "every container": [assignment({}), "is not set"],
    "a condition on something else": [
      assignment({ condition: "(@Resource[x] StringEquals 'y')", conditionVersion: "2.0" }),
      "must narrow",
    ],
  },
  notApplicable: {
    "another role": [resource(azure.roleAssignment[0], { roleDefinitionId: "/x/other" })],
  },
};
