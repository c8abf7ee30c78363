import { vendor } from "../../controls";
import { documentsOf, policyHolders } from "../../iam-documents";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { fail, notApplicable, pass } from "../../verdicts";

export const iamPolicyNoWildcardAction: GraphRule = {
  id: "CS-0481",
  name: "iam-policy-no-wildcard-action",
  title: "Policies name the actions that they allow.",
  severity: "high",
  why: "A wildcard allows what AWS will add next year, too. All actions of a service are its administration.",
  fix: {
    text: "List the actions, one by one; a prefix such as s3:Get* at the widest.",
    code: 'Action: ["s3:GetObject", "s3:ListBucket"]',
  },
  controls: serving(
    themes.leastPrivilege,
    vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)"),
    vendor("nist80053", "AC-2", "AC-3", "AC-5", "AC-6"),
  ),
  covers: [
    "aws-fsbp:IAM.1",
    "aws-fsbp:IAM.21",
    "cdk-nag:HIPAA.Security-IAMPolicyNoStatementsWithAdminAccess",
    "cdk-nag:HIPAA.Security-IAMPolicyNoStatementsWithFullAccess",
    "checkov:CKV_AWS_1",
    "checkov:CKV_AWS_49",
    "checkov:CKV_AWS_62",
    "checkov:CKV_AWS_63",
    "checkov:CKV2_AWS_40",
    "prowler-aws:iam_customer_attached_policy_no_administrative_privileges",
    "prowler-aws:iam_customer_unattached_policy_no_administrative_privileges",
    "prowler-aws:iam_inline_policy_no_administrative_privileges",
    "prowler-aws:iam_inline_policy_no_full_access_to_cloudtrail",
    "prowler-aws:iam_inline_policy_no_full_access_to_kms",
    "prowler-aws:iam_policy_no_full_access_to_cloudtrail",
    "prowler-aws:iam_policy_no_full_access_to_kms",
    "prowler-aws:bedrock_agent_role_least_privilege",
  ],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  scope: "graph",
  types: policyHolders,
  check: (holder, graph) => {
    const documents = documentsOf(holder, graph);
    if (documents.length === 0) return notApplicable("it holds no policy");
    for (const { path, statements } of documents)
      for (const statement of statements.filter(({ effect }) => effect === "Allow")) {
        if (statement.notActions.length > 0)
          return fail(`it allows every action but ${statement.notActions.join(", ")}`, path);
        const wide = statement.actions.find((action) => /^(\*|[\w-]+:\*+)$/.test(action));
        if (wide !== undefined) return fail(`it allows ${wide}`, path);
      }
    return pass;
  },
};
