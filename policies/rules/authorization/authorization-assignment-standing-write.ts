import { rolePermissions } from "../../../catalog/role-permissions";
import { assignmentPermits, grantedRole } from "../../access";
import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, unknown } from "../../verdicts";

export const assignmentStandingWrite: GraphRule = {
  id: "CS-0176",
  name: "authorization-assignment-standing-write",
  title: "Nobody holds a standing right to hand out roles without a condition.",
  severity: "critical",
  why: "Who may write role assignments may give himself every role: it is the right to everything. It is judged by the actions of the role, custom ones included, and on one resource as on many.",
  fix: {
    text: "Let administrators ask for the role in Privileged Identity Management, or add a condition that names the roles which may be handed out.",
    code: 'new authorization.RoleAssignment(name, { condition, conditionVersion: "2.0" });',
  },
  controls: [
    ...ours("mcsb", "PA-1", "PA-7", "AI-4"),
    ...ours("gdpr", "25(2)", "32(4)"),
    ...ours("hipaa", "164.312(a)(1)", "164.308(a)(3)(i)", "164.308(a)(4)"),
    ...ours("nist80053", "AC-2", "AC-5", "AC-6", "AC-6(7)"),
    ...ours("iso27001", "A.5.15", "A.5.18", "A.8.2"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-overview",
  scope: "graph",
  types: azure.roleAssignment,
  check: (assignment, graph) => {
    const role = grantedRole(assignment, graph);
    const may = assignmentPermits(
      assignment,
      "Microsoft.Authorization/roleAssignments/write",
      "control",
      graph,
    );
    if (may === "no") return pass;
    if (may === "unknown") return unknown("neither the catalog nor the stack holds the actions of its role");
    // A built-in role can carry the condition in its own definition.
    if (role !== undefined && rolePermissions[role].assignable) return pass;
    return graph.inputs(assignment).has("condition")
      ? pass
      : fail("its role may write role assignments, and no condition limits which", "roleDefinitionId");
  },
};
