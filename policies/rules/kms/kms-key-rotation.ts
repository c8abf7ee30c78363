import { vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { mustBe, notApplicable } from "../../verdicts";

export const kmsKeyRotation: ResourceRule = {
  id: "CS-0450",
  name: "kms-key-rotation",
  title: "Keys rotate by themselves.",
  severity: "medium",
  why: "Rotation bounds how much one leaked key version opens, and a rotation that depends on a person does not happen.",
  fix: {
    text: "Turn the rotation on.",
    code: "new kms.Key(name, { enableKeyRotation: true, rotationPeriodInDays: 365 });",
  },
  controls: serving(themes.encryption, vendor("nist80053", "SC-12")),
  covers: [
    "aws-fsbp:KMS.4",
    "cdk-nag:AwsSolutions-KMS5",
    "checkov:CKV_AWS_7",
    "prowler-aws:kms_cmk_rotation_enabled",
    "pulumi-compliance-policies:aws-kms-key-enable-key-rotation",
  ],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  scope: "resource",
  types: aws.key,
  check: (inputs) => {
    const spec = inputs.string("customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
    if (spec !== "SYMMETRIC_DEFAULT") return notApplicable(`AWS rotates no keys of the kind ${spec}`);
    if (inputs.has("customKeyStoreId")) return notApplicable("AWS rotates no keys of a key store of yours");
    return mustBe(inputs, "enableKeyRotation", true);
  },
  remediate: () => ({ path: "enableKeyRotation", value: true }),
};
