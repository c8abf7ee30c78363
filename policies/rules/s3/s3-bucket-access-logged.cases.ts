import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketAccessLogged as rule } from "./s3-bucket-access-logged";

const bucket = (inputs: object = {}) =>
  resource(aws.bucket[0], { bucket: "prompts", ...inputs }, { name: "bucket" });

const logging = (inputs: object, bucketName = "prompts") =>
  resource(aws.bucketLogging[0], { bucket: bucketName, ...inputs }, { name: "logging" });

export const cases: RuleCases = {
  rule,
  pass: {
    "to another bucket": [bucket(), logging({ targetBucket: "access-logs" })],
    "as a part of the bucket": [bucket({ logging: { targetBucket: "access-logs" } })],
  },
  fail: {
    nowhere: [[bucket()], "delivered nowhere"],
    "of another bucket": [
      [bucket(), logging({ targetBucket: "access-logs" }, "others")],
      "delivered nowhere",
    ],
  },
  notApplicable: { "the bucket of the logs": [bucket(), logging({ targetBucket: "prompts" }, "others")] },
  unknown: {
    "it may be a bucket of logs": [bucket(), logging({ targetBucket: new Unknown("preview") }, "others")],
  },
};
