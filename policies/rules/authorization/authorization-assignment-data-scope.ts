import { ours } from "../../controls";
import { dataRoles, roleGuid, scopeWidth, stewardRoles } from "../../roles";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const assignmentDataScope: GraphRule = {
  id: "CS-0052",
  name: "authorization-assignment-data-scope",
  title: "Roles that call models, read data or use keys are assigned on one resource.",
  severity: "high",
  why: "On a resource group or subscription such a role also holds for every account, vault and store that is made there later, for other workloads and other data. Officers of keys may stand on the resource group, since a lock on a vault keeps roles on it from being taken away.",
  fix: {
    text: "Set the scope to the account, key, container or index that the principal needs.",
    code: 'assignRole(name, { scope: account.id, role: "cognitiveServicesOpenAIUser", principalId, principalType: "Group" }, opts);',
  },
  controls: [
    ...ours("mcsb", "PA-7", "AI-4"),
    ...ours("gdpr", "5(1)(c)", "25(2)", "32(4)"),
    ...ours("hipaa", "164.308(a)(4)", "164.312(a)(1)"),
    ...ours("nist80053", "AC-2", "AC-5", "AC-6", "AC-6(7)"),
    ...ours("iso27001", "A.5.15", "A.5.18", "A.8.2"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/role-based-access-control/scope-overview",
  scope: "graph",
  types: azure.roleAssignment,
  check: (assignment, graph) => {
    const width = scopeWidth(assignment, graph);
    if (width === "resource") return pass;
    const guid = roleGuid(graph.inputs(assignment).string("roleDefinitionId") ?? "");
    const steward = stewardRoles.get(guid);
    if (steward !== undefined && width !== "resourceGroup")
      return fail(
        `it grants ${steward} on a ${width ?? notSet}, must be a resource group or narrower`,
        "scope",
      );
    const role = dataRoles.get(guid);
    return role === undefined
      ? pass
      : fail(`it grants ${role} on a ${width ?? notSet}, must be one resource`, "scope");
  },
};

const notSet = "scope that is not set";
