import { parseArn } from "../../../catalog/arn";
import { ours, vendor } from "../../controls";
import { documentsOf, invokeActions, policyHolders } from "../../iam-documents";
import { matches } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { fail, notApplicable, pass } from "../../verdicts";

/** Reading what there is does not call it. */
const readOnly = /^bedrock[\w-]*:(List|Get)\w*\*$/i;

export const iamPolicyBedrockExact: GraphRule = {
  id: "CS-0482",
  name: "iam-policy-bedrock-exact",
  title: "Policies name the models, profiles and actions of Bedrock that they allow.",
  severity: "high",
  why: "bedrock:* creates and deletes models, guardrails and the log of calls. A wildcard for models allows the dearest of them, and every one that comes.",
  fix: {
    text: "List actions, and the ARNs of the profiles and models of the workload.",
    code: 'Action: ["bedrock:InvokeModel"], Resource: [profile.arn]',
  },
  controls: serving(
    themes.leastPrivilege,
    ours("mcsb", "AI-1"),
    ours("owaspLlm", "LLM03"),
    vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)"),
  ),
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples.html",
  scope: "graph",
  types: policyHolders,
  check: (holder, graph) => {
    const allowed = documentsOf(holder, graph).flatMap(({ statements }) =>
      statements.filter(
        ({ effect, actions }) => effect === "Allow" && actions.some((action) => /^bedrock/i.test(action)),
      ),
    );
    if (allowed.length === 0) return notApplicable("it says nothing of Bedrock");
    for (const { actions, resources } of allowed) {
      const wide = actions.find((action) => /^bedrock[\w-]*:.*[*?]/i.test(action) && !readOnly.test(action));
      if (wide !== undefined) return fail(`it allows ${wide}, must name the actions`, "policy");
      const calls = actions.some((action) => invokeActions.some((invoke) => matches(action, invoke)));
      const any = resources.find((target) => /[*?]/.test(parseArn(target)?.resource ?? target));
      if (calls && any !== undefined)
        return fail(`it allows calls of ${any}, must name the models and profiles`, "policy");
    }
    return pass;
  },
};
