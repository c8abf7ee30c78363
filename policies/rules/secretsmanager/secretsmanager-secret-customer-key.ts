import { vendor } from "../../controls";
import { mustUseCustomerKey } from "../../customer-key";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";

export const secretsmanagerSecretCustomerKey: GraphRule = {
  id: "CS-0540",
  name: "secretsmanager-secret-customer-key",
  title: "Secrets are encrypted by a KMS key of yours.",
  severity: "medium",
  why: "The key of AWS opens a secret to every role of the account that may read it. A key of yours needs a second permission, and can end all access at once.",
  fix: { text: "Give the secret a key.", code: "new secretsmanager.Secret(name, { kmsKeyId: key.arn });" },
  controls: serving(themes.encryption, vendor("hipaa", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)")),
  covers: [
    "cdk-nag:HIPAA.Security-SecretsManagerUsingKMSKey",
    "checkov:CKV_AWS_149",
    "pulumi-compliance-policies:aws-secretsmanager-secret-configure-customer-managed-key",
    "aws-sra-bedrock:sra-bedrock-check-kb-vector-store-secret",
  ],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  scope: "graph",
  types: aws.secret,
  check: (secret, graph) => mustUseCustomerKey(secret, "kmsKeyId", graph),
};
