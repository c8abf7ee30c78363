import { vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const iamRoleNoFullAccess: ResourceRule = {
  id: "CS-0485",
  name: "iam-role-no-full-access",
  title: "Roles carry no policy of AWS that opens whole services.",
  severity: "high",
  why: "AdministratorAccess is everything. AmazonBedrockFullAccess switches off the log of calls and deletes guardrails, for a workload that only asks a model.",
  fix: {
    text: "Write a policy with the actions of the workload.",
    code: "new iam.RolePolicy(name, { role: role.name, policy });",
  },
  controls: serving(
    themes.leastPrivilege,
    vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)"),
    vendor("nist80053", "AC-2", "AC-3", "AC-5", "AC-6"),
  ),
  covers: [
    "cdk-nag:AwsSolutions-IAM4",
    "checkov:CKV_AWS_274",
    "checkov:CKV_AWS_275",
    "checkov:CKV2_AWS_56",
    "prowler-aws:bedrock_full_access_policy_attached",
    "prowler-aws:iam_aws_attached_policy_no_administrative_privileges",
    "prowler-aws:iam_role_administratoraccess_policy",
    "prowler-aws:iam_policy_cloudshell_admin_not_attached",
  ],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  scope: "resource",
  types: [...aws.role, ...aws.policyAttachment],
  check: (inputs) => {
    const arns = [...inputs.strings("managedPolicyArns"), inputs.string("policyArn") ?? ""];
    const wide = arns.find((arn) =>
      /^arn:[\w-]+:iam::aws:policy\/(.*\/)?\w*(AdministratorAccess|PowerUserAccess|FullAccess)\w*$/.test(arn),
    );
    return wide === undefined
      ? pass
      : fail(`it carries ${wide}`, inputs.has("policyArn") ? "policyArn" : "managedPolicyArns");
  },
};
