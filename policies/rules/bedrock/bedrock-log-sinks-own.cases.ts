import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockLogSinksOwn as rule } from "./bedrock-log-sinks-own";

const key = "arn:aws:kms:eu-central-1:111122223333:key/1";
const logging = resource(aws.invocationLogging[0], {
  loggingConfig: { s3Config: { bucketName: "calls" }, cloudwatchConfig: { logGroupName: "calls" } },
});
const bucket = resource(aws.bucket[0], { bucket: "calls" }, { name: "bucket" });
const encryption = (kmsMasterKeyId?: string) =>
  resource(
    aws.bucketEncryption[0],
    {
      bucket: "calls",
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }],
    },
    { name: "encryption" },
  );
const group = (kmsKeyId?: string) =>
  resource(aws.logGroup[0], { name: "calls", kmsKeyId }, { name: "group" });

export const cases: RuleCases = {
  rule,
  pass: { "both encrypted": [logging, bucket, encryption(key), group(key)] },
  fail: {
    "a bucket of another stack": [
      [logging, group(key)],
      's3Config.bucketName is "calls", which is not of this stack',
    ],
    "a bucket by keys of S3": [[logging, bucket, group(key)], "names no key of yours"],
    "a bucket by the key of AWS": [[logging, bucket, encryption(), group(key)], "names no key of yours"],
    "a group without a key": [[logging, bucket, encryption(key), group()], "cloudwatchConfig.logGroupName"],
  },
  unknown: {
    "a bucket that is not known yet": [
      resource(aws.invocationLogging[0], {
        loggingConfig: { s3Config: { bucketName: new Unknown("preview") } },
      }),
    ],
  },
};
