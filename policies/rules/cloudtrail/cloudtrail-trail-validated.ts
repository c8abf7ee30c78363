import { vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { mustBe } from "../../verdicts";

export const cloudtrailTrailValidated: ResourceRule = {
  id: "CS-0501",
  name: "cloudtrail-trail-validated",
  title: "Trails sign their files, so that a changed one is found.",
  severity: "medium",
  why: "Records are evidence if nobody could change them unseen. The digest files say so by a signature of AWS.",
  fix: {
    text: "Turn the validation of log files on.",
    code: "new cloudtrail.Trail(name, { enableLogFileValidation: true });",
  },
  controls: serving(themes.logging, vendor("hipaa", "164.312(c)(1)")),
  covers: [
    "aws-fsbp:CloudTrail.4",
    "cdk-nag:HIPAA.Security-CloudTrailLogFileValidationEnabled",
    "checkov:CKV_AWS_36",
    "prowler-aws:cloudtrail_log_file_validation_enabled",
  ],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
  scope: "resource",
  types: aws.trail,
  check: (inputs) => mustBe(inputs, "enableLogFileValidation", true),
  remediate: () => ({ path: "enableLogFileValidation", value: true }),
};
