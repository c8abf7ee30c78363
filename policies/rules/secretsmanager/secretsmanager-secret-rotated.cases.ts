import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { secretsmanagerSecretRotated as rule } from "./secretsmanager-secret-rotated";

const secret = resource(aws.secret[0], {}, { id: "arn:secret" });
const rotation = (rules: object, secretId: string | Unknown = "arn:secret") =>
  resource(aws.secretRotation[0], { secretId, rotationRules: { ...rules } }, { name: "rotation" });

export const cases: RuleCases = {
  rule,
  pass: {
    "by days": [secret, rotation({ automaticallyAfterDays: 30 })],
    "by a schedule": [secret, rotation({ scheduleExpression: "rate(30 days)" })],
  },
  fail: {
    none: [[secret], "no rotation"],
    "too seldom": [[secret, rotation({ automaticallyAfterDays: 365 })], "every 90 days"],
  },
  unknown: {
    "one that may be of it": [secret, rotation({ automaticallyAfterDays: 30 }, new Unknown("preview"))],
  },
};
