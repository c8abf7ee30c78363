import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketVersioned as rule } from "./s3-bucket-versioned";

const bucket = (inputs: object = {}) =>
  resource(aws.bucket[0], { bucket: "prompts", ...inputs }, { name: "bucket" });

const versioning = (inputs: object, bucketName = "prompts") =>
  resource(aws.bucketVersioning[0], { bucket: bucketName, ...inputs }, { name: "versioning" });

const status = (value: string) => ({ versioningConfiguration: { status: value } });

export const cases: RuleCases = {
  rule,
  pass: {
    "it is enabled": [bucket(), versioning(status("Enabled"))],
    "as a part of the bucket": [bucket({ versioning: { enabled: true } })],
  },
  fail: {
    "nothing said": [[bucket()], "versioning"],
    suspended: [[bucket(), versioning(status("Suspended"))], "versioning"],
  },
  unknown: {
    "a bucket that is not named yet": [
      bucket(),
      versioning({ ...status("Enabled"), bucket: new Unknown("preview") }),
    ],
  },
};
