import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { pass, unlike } from "../../verdicts";

export const kmsKeyEnabled: ResourceRule = {
  id: "CS-0454",
  name: "kms-key-enabled",
  title: "Keys are enabled, and keep the check against locking out their owner.",
  severity: "medium",
  why: "A disabled key answers every read with an error. A policy that is taken without the check can leave a key that nobody may manage or delete.",
  fix: {
    text: "Leave isEnabled and the safety check alone.",
    code: "new kms.Key(name, { isEnabled: true });",
  },
  controls: serving(themes.recovery),
  covers: [
    "checkov:CKV_AWS_227",
    "prowler-aws:kms_cmk_are_used",
    "pulumi-compliance-policies:aws-kms-key-disallow-bypass-policy-lockout-safety-check",
  ],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
  scope: "resource",
  types: [...aws.key, ...aws.replicaKey],
  check: (inputs) => {
    for (const name of ["isEnabled", "enabled"])
      if (inputs.boolean(name) === false) return unlike(inputs, name, "must be true");
    return inputs.boolean("bypassPolicyLockoutSafetyCheck") === true
      ? unlike(inputs, "bypassPolicyLockoutSafetyCheck", "must be false")
      : pass;
  },
};
