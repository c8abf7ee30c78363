import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketReplicationResidency as rule } from "./s3-bucket-replication-residency";

const copy = (to: string) =>
  resource(aws.bucketReplication[0], {
    bucket: "prompts",
    rules: [{ destination: { bucket: `arn:aws:s3:::${to}` } }],
  });
const replica = (region: string) =>
  resource(aws.bucket[0], { bucket: "replica", region }, { name: "replica" });

export const cases: RuleCases = {
  rule,
  pass: { "inside the boundary": [copy("replica"), replica("eu-west-1")] },
  fail: {
    "outside of it": [
      [copy("replica"), replica("us-east-1")],
      'it is copied to "us-east-1", outside of the boundary "eu"',
    ],
  },
  unknown: {
    "a bucket of another stack": [copy("others")],
    "a region that the catalog does not know": [copy("replica"), replica("xx-north-9")],
  },
  notApplicable: { "no copy": [resource(aws.bucket[0], {})] },
};
