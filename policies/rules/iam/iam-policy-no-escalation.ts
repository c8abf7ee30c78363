import { vendor } from "../../controls";
import { allowedTo, documentsOf, policyHolders } from "../../iam-documents";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { fail, notApplicable, pass } from "../../verdicts";

const escalations = [
  ...["iam:PassRole", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"],
  ...["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeleteRolePermissionsBoundary"],
  ...[
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:UpdateLoginProfile",
    "iam:CreateServiceSpecificCredential",
  ],
  ...["iam:AttachUserPolicy", "iam:PutUserPolicy", "iam:AddUserToGroup", "sts:AssumeRole"],
];

export const iamPolicyNoEscalation: GraphRule = {
  id: "CS-0484",
  name: "iam-policy-no-escalation",
  title: "Policies let nobody give themselves more rights.",
  severity: "critical",
  why: "Whoever may attach a policy, pass any role or assume any role has every right, whatever else the policy says.",
  fix: {
    text: "Scope such actions to named roles, and pass roles to one service.",
    code: '{ Action: "iam:PassRole", Resource: agentRole.arn, Condition: { StringEquals: { "iam:PassedToService": "bedrock.amazonaws.com" } } }',
  },
  controls: serving(themes.leastPrivilege, vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)")),
  covers: [
    "checkov:CKV_AWS_109",
    "checkov:CKV_AWS_110",
    "checkov:CKV_AWS_286",
    "checkov:CKV_AWS_289",
    "prowler-aws:iam_inline_policy_allows_privilege_escalation",
    "prowler-aws:iam_policy_allows_privilege_escalation",
    "prowler-aws:iam_no_custom_policy_permissive_role_assumption",
    "prowler-aws:iam_policy_passrole_to_bedrock_agentcore_restricted",
  ],
  url: "https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/",
  scope: "graph",
  types: policyHolders,
  check: (holder, graph) => {
    const documents = documentsOf(holder, graph);
    if (documents.length === 0) return notApplicable("it holds no policy");
    for (const { path, statements } of documents)
      for (const action of escalations) {
        const wide = allowedTo(statements, action).find(
          ({ resources, notResources }) => notResources.length > 0 || resources.some(isEveryIdentity),
        );
        if (wide) return fail(`it allows ${action} on every role or user`, path);
      }
    return pass;
  },
};

function isEveryIdentity(target: string): boolean {
  return (
    target === "*" ||
    /:(role|user|policy|group)\/\*$/.test(target) ||
    /^arn:[\w-]+:iam::[^:]*:\*$/.test(target)
  );
}
