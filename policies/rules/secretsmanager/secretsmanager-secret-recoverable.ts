import type { ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { pass, unlike } from "../../verdicts";

export const secretsmanagerSecretRecoverable: ResourceRule = {
  id: "CS-0543",
  name: "secretsmanager-secret-recoverable",
  title: "A deleted secret can be taken back for a week or more.",
  severity: "low",
  why: "With a window of no days the secret is gone at once, and what used it stands still.",
  fix: {
    text: "Leave the window at 30 days.",
    code: "new secretsmanager.Secret(name, { recoveryWindowInDays: 30 });",
  },
  controls: themes.recovery,
  covers: [],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
  scope: "resource",
  types: aws.secret,
  check: (inputs) =>
    (inputs.number("recoveryWindowInDays") ?? 30) < 7
      ? unlike(inputs, "recoveryWindowInDays", "must be 7 or more")
      : pass,
};
