import { vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { firstFailure, mustBe, pass, unlike } from "../../verdicts";

export const cloudtrailTrailAllRegions: ResourceRule = {
  id: "CS-0500",
  name: "cloudtrail-trail-all-regions",
  title: "Trails record every region, and are switched on.",
  severity: "high",
  why: "A stolen credential is used where nobody looks: in a region that the company does not use. Models can be called in most of them.",
  fix: {
    text: "Make the trail multi-region, with the events of global services.",
    code: "new cloudtrail.Trail(name, { isMultiRegionTrail: true, includeGlobalServiceEvents: true, enableLogging: true });",
  },
  controls: serving(themes.logging, vendor("nist80053", "AU-2", "AU-12")),
  covers: [
    "aws-fsbp:CloudTrail.1",
    "aws-fsbp:CloudTrail.3",
    "checkov:CKV_AWS_67",
    "checkov:CKV_AWS_251",
    "prowler-aws:cloudtrail_multi_region_enabled",
  ],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-multi-region-trails.html",
  scope: "resource",
  types: aws.trail,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "isMultiRegionTrail", true),
      ...["includeGlobalServiceEvents", "enableLogging"].map(
        (name) => () => (inputs.boolean(name) === false ? unlike(inputs, name, "must be true") : pass),
      ),
    ),
};
