import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import { malformed } from "../policy-document";
import { textOf } from "./references";

const type = "aws:secretsmanager/secret:Secret";

/** Names of secrets that are to be deleted, with the day on which they will be. */
export const pendingSecrets = "aws-secrets-pending";

/** Text: redpanda-data/console#1835 (scheduled). Codes: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html. */
export const secrets: AwsBehaviour = {
  types: [type],
  check: ({ recoveryWindowInDays: days }) =>
    typeof days === "number" && days !== 0 && (days < 7 || days > 30)
      ? [
          {
            property: "recoveryWindowInDays",
            reason: `expected recovery_window_in_days to be in the range (7 - 30), got ${days}`,
          },
        ]
      : [],
  beforeWrite: ({ inputs, existing }, aws) => {
    if (existing) return;
    const name = textOf(inputs, "name");
    if (aws.find(type, "name", name)) {
      throw new AwsError(
        400,
        "ResourceExistsException",
        `The operation failed because the secret ${name} already exists.`,
      );
    }
    const pending = aws.row(pendingSecrets, keyOf(name, aws.place))?.["deletionDate"];
    if (typeof pending === "string" && aws.now() < Date.parse(pending)) {
      throw new AwsError(
        400,
        "InvalidRequestException",
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    const flaw =
      inputs["policy"] === undefined ? undefined : malformed(textOf(inputs, "policy"), "resource", aws);
    if (flaw !== undefined) {
      throw new AwsError(400, "MalformedPolicyDocumentException", flaw, {
        operation: "Secrets Manager: PutResourcePolicy",
      });
    }
  },
  onDelete: ({ attributes }, aws) => {
    const days = Number(attributes["recoveryWindowInDays"] ?? 30);
    if (days === 0) return [];
    const deletionDate = new Date(aws.now() + days * 86_400_000).toISOString();
    return [
      { table: pendingSecrets, key: keyOf(textOf(attributes, "name"), aws.place), value: { deletionDate } },
    ];
  },
};

function keyOf(name: string, { account, region }: { account: string; region: string }): string {
  return `${account}|${region}|${name}`;
}
