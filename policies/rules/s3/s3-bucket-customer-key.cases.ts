import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketCustomerKey as rule } from "./s3-bucket-customer-key";

const bucket = (inputs: object = {}) =>
  resource(aws.bucket[0], { bucket: "prompts", ...inputs }, { name: "bucket" });

const encryption = (inputs: object, bucketName = "prompts") =>
  resource(aws.bucketEncryption[0], { bucket: bucketName, ...inputs }, { name: "encryption" });

const by = (sseAlgorithm: string, kmsMasterKeyId?: unknown, bucketKeyEnabled = true) => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId }, bucketKeyEnabled }],
});
const arn = "arn:aws:kms:eu-central-1:111122223333:key/1";
const key = resource(aws.key[0], {}, { name: "key", id: arn });

export const cases: RuleCases = {
  rule,
  pass: {
    "a key of this stack": [bucket(), encryption(by("aws:kms", arn)), key],
    "a key of another stack": [bucket(), encryption(by("aws:kms", "alias/data"))],
    "a key that is being made": [
      bucket(),
      {
        ...encryption(by("aws:kms", new Unknown("preview"))),
        propertyDependencies: { rules: [key.urn] },
      },
      key,
    ],
    "as a part of the bucket": [
      resource(aws.bucket[0], {
        serverSideEncryptionConfiguration: {
          rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: arn } },
        },
      }),
      key,
    ],
  },
  fail: {
    "no configuration": [[bucket()], "no encryption configuration"],
    "keys of S3": [[bucket(), encryption(by("AES256"))], "key of yours"],
    "the key of AWS": [[bucket(), encryption(by("aws:kms"))], "key of yours"],
    "the key of AWS by its alias": [[bucket(), encryption(by("aws:kms", "alias/aws/s3"))], "key of yours"],
    "a request to KMS for each object": [
      [bucket(), encryption(by("aws:kms", arn, false)), key],
      "key of yours",
    ],
  },
  notApplicable: {
    "a bucket of access logs": [
      bucket(),
      resource(aws.bucketLogging[0], { bucket: "others", targetBucket: "prompts" }, { name: "logging" }),
    ],
  },
};
