import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketPublicAccessBlocked as rule } from "./s3-bucket-public-access-blocked";

const bucket = (inputs: object = {}) =>
  resource(aws.bucket[0], { bucket: "prompts", ...inputs }, { name: "bucket" });

const block = (inputs: object, bucketName = "prompts") =>
  resource(aws.bucketPublicAccessBlock[0], { bucket: bucketName, ...inputs }, { name: "block" });

const all = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

export const cases: RuleCases = {
  rule,
  pass: { "all four": [bucket(), block(all)] },
  fail: {
    "no block": [[bucket()], "no public access block"],
    "a block of another bucket": [[bucket(), block(all, "others")], "no public access block"],
    "one switch is off": [[bucket(), block({ ...all, ignorePublicAcls: false })], "ignorePublicAcls"],
    "one switch is left out": [
      [bucket(), block({ ...all, restrictPublicBuckets: undefined })],
      "restrictPublicBuckets",
    ],
  },
  unknown: {
    "a block that may be of it": [
      bucket(),
      resource(aws.bucketPublicAccessBlock[0], { ...all, bucket: new Unknown("preview") }, { name: "block" }),
    ],
  },
};
