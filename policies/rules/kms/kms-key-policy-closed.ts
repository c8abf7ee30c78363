import { mustNameCallers } from "../../named-callers";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";

export const kmsKeyPolicyClosed: GraphRule = {
  id: "CS-0451",
  name: "kms-key-policy-closed",
  title: "Key policies let in nobody whom they do not name.",
  severity: "critical",
  why: "A key policy decides before any other: a statement for everybody lets every account of AWS decrypt what the key protects.",
  fix: {
    text: "Name the account's root and the services; limit a statement for everybody by kms:CallerAccount or aws:PrincipalOrgID.",
    code: '{ Sid: "Account", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "kms:*", Resource: "*" }',
  },
  controls: serving(themes.encryption, themes.leastPrivilege),
  covers: ["aws-fsbp:KMS.5", "checkov:CKV_AWS_33", "prowler-aws:kms_key_not_publicly_accessible"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
  scope: "graph",
  types: [...aws.key, ...aws.replicaKey, ...aws.keyPolicy],
  check: mustNameCallers,
};
