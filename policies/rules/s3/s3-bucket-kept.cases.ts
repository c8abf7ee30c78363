import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketKept as rule } from "./s3-bucket-kept";

export const cases: RuleCases = {
  rule,
  pass: {
    "nothing said": [resource(aws.bucket[0], {})],
    "it is off": [resource(aws.bucket[0], { forceDestroy: false })],
  },
  fail: { "it is on": [[resource(aws.bucket[0], { forceDestroy: true })], "forceDestroy is true"] },
  notApplicable: {
    "a place to play": {
      resources: [resource(aws.bucket[0], { forceDestroy: true })],
      declaration: { protected: false },
    },
  },
};
