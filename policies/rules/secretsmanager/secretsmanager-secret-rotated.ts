import { ours, vendor } from "../../controls";
import type { GraphRule, PropertyReader } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const secretsmanagerSecretRotated: GraphRule = {
  id: "CS-0541",
  name: "secretsmanager-secret-rotated",
  title: "Secrets rotate by themselves, every 90 days or sooner.",
  severity: "medium",
  why: "A secret that never changes is known to everybody who ever saw it.",
  fix: {
    text: "Add a rotation with a function that changes the secret on both sides.",
    code: "new secretsmanager.SecretRotation(name, { secretId: secret.id, rotationLambdaArn, rotationRules: { automaticallyAfterDays: 30 } });",
  },
  controls: serving(themes.keyless, ours("mcsb", "DP-6"), vendor("nist80053", "AC-2(1)")),
  covers: [
    "aws-fsbp:SecretsManager.1",
    "aws-fsbp:SecretsManager.4",
    "cdk-nag:AwsSolutions-SMG4",
    "cdk-nag:HIPAA.Security-SecretsManagerRotationEnabled",
    "checkov:CKV2_AWS_57",
    "checkov:CKV_AWS_304",
    "prowler-aws:secretsmanager_automatic_rotation_enabled",
    "prowler-aws:secretsmanager_secret_rotated_periodically",
  ],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  scope: "graph",
  types: aws.secret,
  check: (secret, graph) =>
    graph.someReferrer(secret, aws.secretRotation, "secretId", (rotation) => isOften(graph.inputs(rotation)))
      ? pass
      : fail("no rotation changes it every 90 days or sooner"),
};

function isOften(rotation: PropertyReader): boolean {
  const days = rotation.number("rotationRules.automaticallyAfterDays");
  const rate = /^rate\((\d+) days?\)$/.exec(rotation.string("rotationRules.scheduleExpression") ?? "")?.[1];
  // Any other schedule is by the hour or the calendar, which the service bounds itself.
  return days !== undefined
    ? days <= 90
    : rate !== undefined
      ? Number(rate) <= 90
      : rotation.has("rotationRules.scheduleExpression");
}
