import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { kmsKeyEnabled as rule } from "./kms-key-enabled";

const key = (inputs: object) => [resource(aws.key[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "nothing said": key({}), enabled: key({ isEnabled: true, bypassPolicyLockoutSafetyCheck: false }) },
  fail: {
    disabled: [key({ isEnabled: false }), "isEnabled is false"],
    "a disabled replica": [[resource(aws.replicaKey[0], { enabled: false })], "enabled is false"],
    "without the check": [
      key({ bypassPolicyLockoutSafetyCheck: true }),
      "bypassPolicyLockoutSafetyCheck is true",
    ],
  },
};
