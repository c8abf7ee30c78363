import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { notApplicable, pass, unlike } from "../../verdicts";

export const kmsKeyDeletionWindow: ResourceRule = {
  id: "CS-0453",
  name: "kms-key-deletion-window",
  title: "A deleted key can be taken back for 30 days where data must not be lost.",
  severity: "medium",
  why: "With the key goes all that it encrypts. The window is the only way back, and a mistake is found when somebody reads, which may take weeks.",
  fix: { text: "Leave the window at 30 days.", code: "new kms.Key(name, { deletionWindowInDays: 30 });" },
  controls: serving(themes.recovery, ours("mcsb", "DP-8")),
  covers: ["aws-fsbp:KMS.3", "prowler-aws:kms_cmk_not_deleted_unintentionally"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  scope: "resource",
  types: [...aws.key, ...aws.replicaKey],
  check: (inputs, _, { declaration }) => {
    // AWS takes 7 to 30 days, and 30 where nothing is said.
    const days = inputs.number("deletionWindowInDays") ?? 30;
    if (!declaration.protected)
      return notApplicable(`the environment "${declaration.environment}" is not protected`);
    return days < 30
      ? unlike(inputs, "deletionWindowInDays", "must be 30 where data must not be lost")
      : pass;
  },
};
