import { limitsCallers, statementsAt } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

/** Services that give a role to what runs in the account, and tell no source. */
const ownHosts = ["ec2.amazonaws.com", "lambda.amazonaws.com"];

export const iamRoleServiceSource: GraphRule = {
  id: "CS-0488",
  name: "iam-role-service-source",
  title: "Services assume roles on behalf of this account only.",
  severity: "medium",
  why: "Bedrock, CloudTrail and flow logs work for every account of AWS. Without the condition another customer can make the service use a role of yours.",
  fix: {
    text: "Add the condition aws:SourceAccount or aws:SourceArn to the trust.",
    code: 'Condition: { StringEquals: { "aws:SourceAccount": accountId } }',
  },
  controls: themes.leastPrivilege,
  covers: [
    "prowler-aws:iam_role_cross_service_confused_deputy_prevention",
    "prowler-aws:iam_role_service_trust_restricts_source_to_account",
  ],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  scope: "graph",
  types: aws.role,
  check: (role, graph) => {
    const statements = statementsAt(graph.inputs(role), "assumeRolePolicy") ?? [];
    const byService = statements.filter(
      ({ effect, principals }) =>
        effect === "Allow" && (principals["Service"] ?? []).some((service) => !ownHosts.includes(service)),
    );
    if (byService.length === 0) return notApplicable("no service that works for many accounts assumes it");
    const open = byService.find((statement) => !limitsCallers(statement));
    return open
      ? fail(
          `${open.principals["Service"]?.join(", ") ?? "a service"} may assume it on behalf of any account`,
          "assumeRolePolicy",
        )
      : pass;
  },
};
