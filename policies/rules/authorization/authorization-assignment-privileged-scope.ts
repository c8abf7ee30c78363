import { ours, vendor } from "../../controls";
import { privilegedRoles, roleGuid, scopeWidth } from "../../roles";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const assignmentPrivilegedScope: GraphRule = {
  id: "CS-0050",
  name: "authorization-assignment-privileged-scope",
  title: "Owner, Contributor and roles that grant roles are not assigned on a resource group or wider.",
  severity: "critical",
  why: "Their holder can read every key, change every setting and, except for Contributor, give himself any other role. One stolen token of such an identity undoes all other rules.",
  fix: {
    text: "Assign the role that names the task, on the one resource that it is needed for.",
    code: 'assignRole(name, { scope: account.id, role: "cognitiveServicesOpenAIUser", principalId, principalType: "Group" }, opts);',
  },
  controls: [
    ...ours("mcsb", "PA-1", "PA-7"),
    ...ours("gdpr", "25(2)", "32(4)"),
    ...ours("hipaa", "164.308(a)(3)(i)", "164.308(a)(4)", "164.312(a)(1)"),
    ...vendor("nist80053", "AC-2", "AC-6", "AC-6(7)"),
    ...ours("nist80053", "AC-5"),
    ...ours("iso27001", "A.5.15", "A.5.18", "A.8.2"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:4f11b553-d42e-4e3a-89be-32ca364cad4c",
    "psrule-azure:Azure.RBAC.LimitOwner",
    "psrule-azure:Azure.RBAC.LimitMGDelegation",
    "prowler-azure:iam_role_user_access_admin_restricted",
  ],
  url: "https://learn.microsoft.com/azure/role-based-access-control/best-practices",
  scope: "graph",
  types: azure.roleAssignment,
  check: (assignment, graph) => {
    const width = scopeWidth(assignment, graph);
    if (width === "resource") return pass;
    const role = privilegedRoles.get(roleGuid(graph.inputs(assignment).string("roleDefinitionId") ?? ""));
    return role === undefined
      ? pass
      : fail(`it grants ${role} on a ${width ?? "scope that is not set"}`, "roleDefinitionId");
  },
};
