import { ours } from "../../controls";
import { roles } from "../../../catalog/roles";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { roleGuid } from "../../roles";
import { mustBe, notApplicable, unlike } from "../../verdicts";

const containerName = "Microsoft.Storage/storageAccounts/blobServices/containers:name";

export const assignmentBlobOwnerCondition: ResourceRule = {
  id: "CS-0219",
  name: "authorization-assignment-blob-owner-condition",
  title: "Ownership of blobs is narrowed to certain containers by a condition.",
  severity: "medium",
  why: "An owner of blobs also changes who may read them. The Agent Service needs that on the containers that it makes, and on no other.",
  fix: {
    text: "Add a condition of version 2.0 on the name of the container.",
    code: 'assignRole(name, { scope: account.id, role: "storageBlobDataOwner", principalId, principalType, condition }, opts);',
  },
  controls: [
    ...ours("mcsb", "PA-7", "AI-4"),
    ...ours("gdpr", "5(1)(c)", "32(4)"),
    ...ours("hipaa", "164.308(a)(4)", "164.312(a)(1)"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac",
  scope: "resource",
  types: azure.roleAssignment,
  check: (inputs) => {
    if (roleGuid(inputs.string("roleDefinitionId") ?? "") !== roles.storageBlobDataOwner.id)
      return notApplicable("another role");
    return (inputs.string("condition") ?? "").includes(containerName)
      ? mustBe(inputs, "conditionVersion", "2.0")
      : unlike(inputs, "condition", "must narrow the role to containers by name");
  },
};
