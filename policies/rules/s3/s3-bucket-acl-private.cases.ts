import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketAclPrivate as rule } from "./s3-bucket-acl-private";

const all = "http://acs.amazonaws.com/groups/global/AllUsers";
const acl = (inputs: object) => [resource(aws.bucketAcl[0], { bucket: "prompts", ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "no ACL": [resource(aws.bucket[0], {})],
    "a private one": acl({ acl: "private" }),
    "a grant to one account": acl({
      accessControlPolicy: { grants: [{ grantee: { id: "1" }, permission: "READ" }] },
    }),
  },
  fail: {
    "everybody reads": [acl({ acl: "public-read" }), 'acl is "public-read"'],
    "every customer reads": [[resource(aws.bucket[0], { acl: "authenticated-read" })], "authenticated-read"],
    "a grant to everybody": [
      acl({ accessControlPolicy: { grants: [{ grantee: { uri: all } }] } }),
      "a grant is made",
    ],
    "a grant in the bucket": [[resource(aws.bucket[0], { grants: [{ uri: all }] })], "a grant is made"],
  },
};
