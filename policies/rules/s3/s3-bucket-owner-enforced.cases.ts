import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketOwnerEnforced as rule } from "./s3-bucket-owner-enforced";

const bucket = (inputs: object = {}) =>
  resource(aws.bucket[0], { bucket: "prompts", ...inputs }, { name: "bucket" });

const controls = (inputs: object, bucketName = "prompts") =>
  resource(aws.bucketOwnership[0], { bucket: bucketName, ...inputs }, { name: "controls" });

const owned = (objectOwnership: string) => ({ rule: { objectOwnership } });

export const cases: RuleCases = {
  rule,
  pass: { enforced: [bucket(), controls(owned("BucketOwnerEnforced"))] },
  fail: {
    "nothing said": [[bucket()], "BucketOwnerEnforced"],
    preferred: [[bucket(), controls(owned("BucketOwnerPreferred"))], "BucketOwnerEnforced"],
  },
};
