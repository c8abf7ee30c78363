import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const roleWildcard: ResourceRule = {
  id: "CS-0053",
  name: "authorization-role-wildcard",
  title: "Custom roles list their actions instead of allowing all.",
  severity: "high",
  why: "A custom role with the action * is Owner under another name, and escapes every review that looks for Owner.",
  fix: {
    text: "List the operations that the task needs.",
    code: 'new authorization.RoleDefinition(name, { permissions: [{ actions: ["Microsoft.CognitiveServices/accounts/read"] }] });',
  },
  controls: [
    ...vendor("mcsb", "PA-7"),
    ...ours("gdpr", "25(2)", "32(4)"),
    ...ours("hipaa", "164.308(a)(4)", "164.312(a)(1)"),
    ...vendor("nist80053", "AC-2", "AC-2(7)", "AC-6", "AC-6(7)"),
    ...ours("nist80053", "AC-5"),
    ...ours("iso27001", "A.5.15", "A.5.18", "A.8.2"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:a451c1ef-c6ca-483d-87ed-f49761e3ffb5",
    "checkov:CKV_AZURE_39",
    "prowler-azure:iam_subscription_roles_owner_custom_not_created",
  ],
  url: "https://learn.microsoft.com/azure/role-based-access-control/custom-roles",
  scope: "resource",
  types: azure.roleDefinition,
  check: (inputs) => {
    for (const permission of inputs.list("permissions"))
      for (const kind of ["actions", "dataActions"])
        for (const action of permission.strings(kind))
          if (
            action === "*" ||
            /^microsoft\.authorization\/(\*|\*\/write|roleassignments\/write)$/i.test(action)
          )
            return fail(`${permission.path}.${kind} contains "${action}"`, `${permission.path}.${kind}`);
    return pass;
  },
};
