import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { secretsmanagerSecretRecoverable as rule } from "./secretsmanager-secret-recoverable";

export const cases: RuleCases = {
  rule,
  pass: {
    "nothing said": [resource(aws.secret[0], {})],
    "a week": [resource(aws.secret[0], { recoveryWindowInDays: 7 })],
  },
  fail: { "at once": [[resource(aws.secret[0], { recoveryWindowInDays: 0 })], "recoveryWindowInDays is 0"] },
};
