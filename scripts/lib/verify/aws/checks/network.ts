import { fail, pass, type Check } from "../../check";
import { drifted } from "../../read";
import type { AwsCloud } from "../cloud";
import { textOf, type AwsPlatform } from "../platform";
import { policyDifference } from "./policy";
import { readEach } from "./read-each";

type AwsCheck = Check<AwsPlatform, AwsCloud>;

const restore = "Run `cornerstone up`: it makes what the state has and the cloud has not.";

/** The ways into services of AWS that leave out the internet. */
export const endpoints: AwsCheck = {
  id: "endpoints",
  title: "Every endpoint stands, takes the names of its service, and lets through what is declared.",
  how: "Reads each VPC endpoint through Cloud Control, and compares it with the state.",
  phase: "structure",
  cases: ({ standing }) =>
    readEach(standing("aws:ec2/vpcEndpoint:VpcEndpoint"), {
      type: "AWS::EC2::VPCEndpoint",
      gone: "the endpoint does not exist",
      restore,
      judge: (found, { inputs }) => {
        if (inputs["privateDnsEnabled"] === true && found["PrivateDnsEnabled"] !== true)
          return fail("its private DNS is off: names of the service lead to the internet", drifted);
        const difference = policyDifference(found["PolicyDocument"], textOf(inputs["policy"]));
        return difference === undefined
          ? pass("stands, with the declared policy")
          : fail(`its policy is not the declared one: ${difference}`, drifted);
      },
    }),
};

const flags = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] as const;

/** Records of calls and of the trail lie in buckets. */
export const publicAccess: AwsCheck = {
  id: "public-access",
  title: "No bucket can be made public.",
  how: "Reads the block of public access and the policy of each bucket through Cloud Control.",
  phase: "structure",
  cases: ({ standing }) =>
    readEach(standing("aws:s3/bucket:Bucket"), {
      type: "AWS::S3::Bucket",
      gone: "the bucket does not exist",
      restore,
      judge: async (found, { id }, cloud) => {
        const block = (found["PublicAccessBlockConfiguration"] ?? {}) as Record<string, unknown>;
        const off = flags.filter((flag) => block[flag] !== true);
        if (off.length > 0) return fail(`public access is not blocked: ${off.join(", ")} off`, drifted);
        const declared = standing("aws:s3/bucketPolicy:BucketPolicy").find((each) => each.id === id);
        if (!declared) return pass("public access is blocked");
        const policy = await cloud.resource("AWS::S3::BucketPolicy", id);
        const difference = policyDifference(policy?.["PolicyDocument"], textOf(declared.outputs["policy"]));
        return difference === undefined
          ? pass("public access is blocked, and the policy is the declared one")
          : fail(`its policy is not the declared one: ${difference}`, drifted);
      },
    }),
};
