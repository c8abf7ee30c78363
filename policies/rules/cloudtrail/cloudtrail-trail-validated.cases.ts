import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudtrailTrailValidated as rule } from "./cloudtrail-trail-validated";

export const cases: RuleCases = {
  rule,
  pass: { "they are signed": [resource(aws.trail[0], { enableLogFileValidation: true })] },
  fail: { "nothing said": [[resource(aws.trail[0], {})], "enableLogFileValidation is not set"] },
  unknown: { "not known yet": [resource(aws.trail[0], { enableLogFileValidation: new Unknown("preview") })] },
};
