import { parseArn } from "../../../catalog/arn";
import { vendor } from "../../controls";
import { conditionValues, isEverybody, limitsCallers, nameOf, statementsAt } from "../../iam-policy";
import type { Statement } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass, unknown } from "../../verdicts";

export const iamRoleTrustClosed: GraphRule = {
  id: "CS-0487",
  name: "iam-role-trust-closed",
  title: "Roles are assumed by principals that they name, and from other accounts by agreement only.",
  severity: "critical",
  why: "A role that everybody may assume is public. One that another account may assume on behalf of its customers needs a word that only both know.",
  fix: {
    text: "Name roles or services; for an account of others add sts:ExternalId or aws:PrincipalOrgID.",
    code: '{ Effect: "Allow", Principal: { Service: "bedrock.amazonaws.com" }, Action: "sts:AssumeRole", Condition: { StringEquals: { "aws:SourceAccount": accountId } } }',
  },
  controls: serving(
    themes.leastPrivilege,
    themes.keyless,
    vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)"),
  ),
  covers: [
    "checkov:CKV_AWS_60",
    "checkov:CKV_AWS_61",
    "checkov:CKV_AWS_283",
    "prowler-aws:iam_role_cross_account_readonlyaccess_policy",
  ],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html",
  scope: "graph",
  types: aws.role,
  check: (role, graph) => {
    const outputs = graph.outputs(role);
    const account = outputs.has("arn") ? parseArn(outputs.string("arn") ?? "")?.account : undefined;
    const statements = statementsAt(graph.inputs(role), "assumeRolePolicy") ?? [];
    for (const [index, statement] of statements.entries()) {
      if (statement.effect !== "Allow") continue;
      if (isEverybody(statement) && !limitsCallers(statement))
        return fail(`${nameOf(statement, index)} of its trust lets everybody in`, "assumeRolePolicy");
      const other = statement.principals["AWS"]?.find((principal) => accountOf(principal) !== account);
      if (other === undefined || isAgreed(statement)) continue;
      return account === undefined
        ? unknown(`whether ${other} is of another account, which the ARN of the role will tell`)
        : fail(
            `${nameOf(statement, index)} of its trust lets ${other} in, of another account, without an agreement`,
            "assumeRolePolicy",
          );
    }
    return pass;
  },
};

function accountOf(principal: string): string | undefined {
  return parseArn(principal)?.account ?? /^\d{12}$/.exec(principal)?.[0];
}

function isAgreed(statement: Statement): boolean {
  return (
    limitsCallers(statement) || conditionValues(statement, "sts:ExternalId", /^StringEquals$/i).length > 0
  );
}
