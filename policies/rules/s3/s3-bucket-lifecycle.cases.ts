import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketLifecycle as rule } from "./s3-bucket-lifecycle";

const bucket = (inputs: object = {}) =>
  resource(aws.bucket[0], { bucket: "prompts", ...inputs }, { name: "bucket" });

const lifecycle = (inputs: object, bucketName = "prompts") =>
  resource(aws.bucketLifecycle[0], { bucket: bucketName, ...inputs }, { name: "lifecycle" });

const ruled = (...rules: object[]) =>
  lifecycle({ rules: rules.map((each) => ({ status: "Enabled", ...each })) });
const abort = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const trail = resource(aws.trail[0], { s3BucketName: "prompts" }, { name: "trail" });

export const cases: RuleCases = {
  rule,
  pass: {
    "it expires and aborts": [bucket(), ruled({ expiration: { days: 30 }, ...abort })],
    "in two rules": [bucket(), ruled({ expiration: { days: 30 } }, abort)],
    "records stay as long as declared": [bucket(), ruled({ expiration: { days: 365 }, ...abort }), trail],
    "as a part of the bucket": [
      bucket({ lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }] }),
    ],
  },
  fail: {
    "no configuration": [[bucket()], "no lifecycle rule"],
    "a rule that is off": [[bucket(), ruled({ status: "Disabled", ...abort })], "no lifecycle rule"],
    "broken uploads stay": [[bucket(), ruled({ expiration: { days: 30 } })], "incomplete uploads"],
    "records go early": [
      [bucket(), ruled({ expiration: { days: 90 }, ...abort }), trail],
      "must be kept for 365",
    ],
  },
  unknown: {
    "a configuration that may be of it": [bucket(), lifecycle({ rules: [], bucket: new Unknown("preview") })],
  },
};
