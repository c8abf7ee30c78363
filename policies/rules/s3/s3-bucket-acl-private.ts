import { vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

const open = ["public-read", "public-read-write", "authenticated-read", "website"];

export const s3BucketAclPrivate: ResourceRule = {
  id: "CS-0469",
  name: "s3-bucket-acl-private",
  title: "ACLs of buckets let in neither everybody nor every customer of AWS.",
  severity: "critical",
  why: '"Authenticated users" are the customers of AWS, all of them, and anybody can become one.',
  fix: { text: "Take the ACL away: policies decide.", code: "new s3.Bucket(name, { bucket });" },
  controls: serving(themes.privateNetwork, vendor("nist80053", "AC-3")),
  covers: [
    "checkov:CKV_AWS_20",
    "checkov:CKV_AWS_57",
    "checkov:CKV_AWS_375",
    "prowler-aws:s3_bucket_public_list_acl",
    "prowler-aws:s3_bucket_public_write_acl",
    "pulumi-compliance-policies:aws-s3-bucket-disallow-public-read",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
  scope: "resource",
  types: [...aws.bucket, ...aws.bucketAcl],
  check: (inputs) => {
    const acl = inputs.string("acl");
    if (acl !== undefined && open.includes(acl)) return fail(`acl is "${acl}", must be "private"`, "acl");
    const grants = [...inputs.list("grants"), ...inputs.list("accessControlPolicy.grants")];
    const found = grants.find((grant) =>
      /(AllUsers|AuthenticatedUsers)$/.test(grant.string("uri") ?? grant.string("grantee.uri") ?? ""),
    );
    return found ? fail("a grant is made to everybody, or to every customer of AWS", found.path) : pass;
  },
};
