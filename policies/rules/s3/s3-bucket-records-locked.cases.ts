import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketRecordsLocked as rule } from "./s3-bucket-records-locked";

const bucket = (inputs: object = {}) =>
  resource(aws.bucket[0], { bucket: "prompts", ...inputs }, { name: "bucket" });

const lock = (inputs: object, bucketName = "prompts") =>
  resource(aws.bucketLock[0], { bucket: bucketName, ...inputs }, { name: "lock" });

const trail = resource(aws.trail[0], { s3BucketName: "prompts" }, { name: "trail" });
const calls = resource(
  aws.invocationLogging[0],
  { loggingConfig: { s3Config: { bucketName: "prompts" } } },
  { name: "calls" },
);
const kept = { rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } } };

export const cases: RuleCases = {
  rule,
  pass: { "it is locked": [bucket(), trail, lock(kept)] },
  fail: {
    "no lock": [[bucket(), trail], "no object lock"],
    "a lock without a retention": [[bucket(), trail, lock({})], "default retention"],
  },
  notApplicable: { "a bucket of documents": [bucket()], "the log of calls": [bucket(), calls] },
  unknown: {
    "a trail that may write to it": [
      bucket(),
      resource(aws.trail[0], { s3BucketName: new Unknown("preview") }, { name: "trail" }),
    ],
  },
};
