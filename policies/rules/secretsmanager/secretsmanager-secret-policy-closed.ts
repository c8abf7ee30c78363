import { mustNameCallers } from "../../named-callers";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";

export const secretsmanagerSecretPolicyClosed: GraphRule = {
  id: "CS-0542",
  name: "secretsmanager-secret-policy-closed",
  title: "Policies of secrets let in nobody whom they do not name.",
  severity: "critical",
  why: "A secret that everybody may read is none.",
  fix: {
    text: "Name the roles that read it.",
    code: '{ Effect: "Allow", Principal: { AWS: role.arn }, Action: "secretsmanager:GetSecretValue", Resource: "*" }',
  },
  controls: themes.leastPrivilege,
  covers: [
    "prowler-aws:secretsmanager_not_publicly_accessible",
    "prowler-aws:secretsmanager_has_restrictive_resource_policy",
  ],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  scope: "graph",
  types: [...aws.secret, ...aws.secretPolicy],
  check: mustNameCallers,
};
