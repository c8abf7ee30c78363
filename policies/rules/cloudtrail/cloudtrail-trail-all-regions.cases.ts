import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudtrailTrailAllRegions as rule } from "./cloudtrail-trail-all-regions";

const trail = (inputs: object) => [resource(aws.trail[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "every region": trail({ isMultiRegionTrail: true }),
    "all of it said": trail({
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogging: true,
    }),
  },
  fail: {
    "one region": [trail({}), "isMultiRegionTrail is not set"],
    "without IAM and STS": [
      trail({ isMultiRegionTrail: true, includeGlobalServiceEvents: false }),
      "includeGlobalServiceEvents is false",
    ],
    off: [trail({ isMultiRegionTrail: true, enableLogging: false }), "enableLogging is false"],
  },
  unknown: { "not known yet": trail({ isMultiRegionTrail: new Unknown("preview") }) },
};
