import { speaksOf, statementsAt } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

const exact = /^(ForAnyValue:|ForAllValues:)?StringEquals$/i;

export const iamRoleWebIdentityExact: GraphRule = {
  id: "CS-0486",
  name: "iam-role-web-identity-exact",
  title: "Roles that are assumed by web identity name one audience and one subject.",
  severity: "critical",
  why: "Every tenant of Entra ID and every repository of GitHub gets tokens of the same issuer. A trust without the subject lets all of them in, one without the audience takes tokens that were meant for others.",
  fix: {
    text: "Add StringEquals conditions on the issuer's :aud and :sub, without wildcards.",
    code: `Condition: {
  StringEquals: {
    [\`sts.windows.net/\${tenantId}/:aud\`]: "api://cornerstone-aws",
    [\`sts.windows.net/\${tenantId}/:sub\`]: managedIdentity.principalId,
  },
}`,
  },
  controls: serving(themes.keyless, themes.leastPrivilege),
  covers: ["checkov:CKV_AWS_358", "checkov:CKV_AWS_393"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
  scope: "graph",
  types: aws.role,
  check: (role, graph) => {
    const statements = statementsAt(graph.inputs(role), "assumeRolePolicy") ?? [];
    const federated = statements.filter(
      (statement) =>
        statement.effect === "Allow" &&
        (speaksOf(statement, "sts:AssumeRoleWithWebIdentity") ||
          statement.principals["Federated"] !== undefined),
    );
    if (federated.length === 0) return notApplicable("nobody assumes it by web identity");
    for (const statement of federated)
      for (const claim of ["aud", "sub"]) {
        const values = statement.conditions
          .filter(({ operator, key }) => exact.test(operator) && key.toLowerCase().endsWith(`:${claim}`))
          .flatMap((condition) => condition.values);
        if (values.length === 0) return fail(`its trust names no exact ${claim}`, "assumeRolePolicy");
        const wide = values.find((value) => /[*?]/.test(value) || /:pull_request$/.test(value));
        if (wide !== undefined) return fail(`its trust takes the ${claim} "${wide}"`, "assumeRolePolicy");
      }
    return pass;
  },
};
