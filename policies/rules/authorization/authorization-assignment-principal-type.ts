import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, same, unlike } from "../../verdicts";

export const assignmentPrincipalType: ResourceRule = {
  id: "CS-0051",
  name: "authorization-assignment-principal-type",
  title: "Roles are assigned to groups and identities, and say which.",
  severity: "medium",
  why: "Access of a person that is assigned to the person stays behind when they move on; a group has an owner and is reviewed. Without a type, Azure looks the principal up in a directory replica that may not know it yet, and fails.",
  fix: {
    text: 'Set principalType to "Group" or "ServicePrincipal", and put people into groups.',
    code: 'new authorization.RoleAssignment(name, { principalId: group, principalType: "Group" });',
  },
  controls: [
    ...ours("mcsb", "PA-1", "PA-7"),
    ...ours("gdpr", "25(2)", "32(4)"),
    ...ours("hipaa", "164.308(a)(3)(i)", "164.308(a)(4)"),
    ...ours("nist80053", "AC-2", "AC-5", "AC-6", "AC-6(7)"),
    ...ours("iso27001", "A.5.15", "A.5.18", "A.8.2"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["psrule-azure:Azure.RBAC.UseGroups"],
  url: "https://learn.microsoft.com/azure/role-based-access-control/best-practices#assign-roles-to-groups-not-users",
  scope: "resource",
  types: azure.roleAssignment,
  check: (inputs) => {
    const type = inputs.string("principalType");
    return same(type, "Group") || same(type, "ServicePrincipal")
      ? pass
      : unlike(inputs, "principalType", 'must be "Group" or "ServicePrincipal"');
  },
};
