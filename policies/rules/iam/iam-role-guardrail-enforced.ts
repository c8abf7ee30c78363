import { ours } from "../../controls";
import { allowedTo, invokeActions, isRoleOfBedrock, roleStatements } from "../../iam-documents";
import { conditionValues, nameOf, speaksOf } from "../../iam-policy";
import type { Statement } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

const key = "bedrock:GuardrailIdentifier";

export const iamRoleGuardrailEnforced: GraphRule = {
  id: "CS-0407",
  name: "iam-role-guardrail-enforced",
  title: "Roles call models only through a guardrail.",
  severity: "high",
  why: "A guardrail that a caller may leave out guards nobody. The condition on the role makes AWS refuse a call without it.",
  fix: {
    text: "Allow the invocation under the condition bedrock:GuardrailIdentifier, or deny it without.",
    code: `{
  Effect: "Allow",
  Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
  Resource: profileArn,
  Condition: { StringEquals: { "bedrock:GuardrailIdentifier": \`\${guardrailArn}:\${version}\` } },
}`,
  },
  controls: serving(themes.contentFilter, ours("mcsb", "AI-4")),
  covers: ["prowler-aws:bedrock_guardrails_configured"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html",
  scope: "graph",
  types: aws.role,
  check: (role, graph) => {
    const statements = roleStatements(role, graph);
    const bare = invokeActions.flatMap((action) =>
      allowedTo(statements, action)
        .filter((statement) => !namesGuardrail(statement))
        .filter(() => !statements.some((statement) => deniesWithoutGuardrail(statement, action))),
    );
    if (allowedTo(statements, ...invokeActions).length === 0) return notApplicable("it may call no models");
    if (isRoleOfBedrock(role, graph))
      return notApplicable(
        "Bedrock assumes it for an agent or a knowledge base, which names its guardrail itself",
      );
    const [first] = bare;
    return first
      ? fail(`${nameOf(first, statements.indexOf(first))} allows calls of models without a guardrail`)
      : pass;
  },
};

function namesGuardrail(statement: Statement): boolean {
  const values = conditionValues(statement, key, /^(StringEquals|StringLike|ArnEquals|ArnLike)$/i);
  return values.length > 0 && !values.includes("*");
}

function deniesWithoutGuardrail(statement: Statement, action: string): boolean {
  return (
    statement.effect === "Deny" &&
    speaksOf(statement, action) &&
    statement.resources.includes("*") &&
    conditionValues(statement, key, /^(StringNotEquals|StringNotLike|ArnNotEquals|ArnNotLike)$/i).length > 0
  );
}
