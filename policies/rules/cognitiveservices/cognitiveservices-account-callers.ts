import { assignmentPermits, covers } from "../../access";
import { ours } from "../../controls";
import { scopeWidth } from "../../roles";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, unknown } from "../../verdicts";

const call = "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action";

export const accountCallers: GraphRule = {
  id: "CS-0154",
  name: "cognitiveservices-account-callers",
  title: "Somebody may call each AI account, and nobody because of a role on everything.",
  severity: "high",
  why: "The actions of a role decide who may call, not its name: a custom role with a wildcard on a subscription opens every account in it, those of tomorrow included. An account that nobody may call costs money and attracts a hasty grant.",
  fix: {
    text: "Grant Cognitive Services OpenAI User on the account, to the group or identity of each workload.",
    code: 'assignRole(name, { scope: account.id, role: "cognitiveServicesOpenAIUser", principalId, principalType: "Group" }, opts);',
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
  url: "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/role-based-access-control",
  scope: "graph",
  types: azure.account,
  check: (account, graph) => {
    const holding = graph.all(azure.roleAssignment).filter((each) => covers(each, account, graph));
    const permitted = holding.map((each) => ({ each, may: assignmentPermits(each, call, "data", graph) }));
    const callers = permitted.filter(({ may }) => may === "yes").map(({ each }) => each);
    for (const caller of callers) {
      const width = scopeWidth(caller, graph);
      if (width !== "resource" && width !== "resourceGroup")
        return fail(
          `${caller.name} lets its principal call it by a role on a ${width ?? "scope of no kind"}`,
        );
    }
    if (callers.length > 0) return pass;
    return permitted.some(({ may }) => may === "unknown")
      ? unknown("whether a role on it permits calls: neither the catalog nor the stack holds its actions")
      : fail("no role assignment of this stack lets anybody call it");
  },
};
