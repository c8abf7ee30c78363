import { describe, expect, it } from "vitest";
import { document as policyOf, expectAwsRefusal, testAws, testProvider } from "../test-aws";

const bucket = { bucket: "contoso-logs" };
const anyone = {
  Effect: "Allow",
  Action: "s3:GetObject",
  Principal: "*",
  Resource: "arn:aws:s3:::contoso-logs/*",
};

describe("a bucket", () => {
  it("has a name that nobody else has, in the whole world", async () => {
    const aws = testAws();
    await aws.up("s3.Bucket", "logs", bucket);
    await expectAwsRefusal(aws.up("s3.Bucket", "again", bucket), "BucketAlreadyOwnedByYou", "");
    const elsewhere = testProvider(aws.cloud, { region: "us-east-1", allowedAccountIds: '["999988887777"]' });
    const refusal = await expectAwsRefusal(
      elsewhere.up("s3.Bucket", "theirs", bucket),
      "BucketAlreadyExists",
      "",
    );
    expect(refusal.message).toMatch(
      /creating S3 Bucket \(contoso-logs\): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: \S+, BucketAlreadyExists: \n/,
    );
    await aws.up("s3.Bucket", "s", { bucket: "ours" });
  });

  it("has a name that a scenario gives to nobody else", async () => {
    const scenario = { name: "taken", description: "", claims: ["bucket/strangers"] };
    const aws = testAws({}, { scenario });
    await expectAwsRefusal(aws.up("s3.Bucket", "s", { bucket: "strangers" }), "BucketAlreadyExists", "");
    await aws.up("s3.Bucket", "s", { bucket: "ours" });
  });

  it("goes when it is empty, or emptied", async () => {
    const aws = testAws();
    const full = await aws.up("s3.Bucket", "logs", bucket);
    const object = await aws.up("s3.BucketObjectv2", "o", { ...bucket, key: "a.json", content: "{}" });
    await expectAwsRefusal(
      aws.down(full),
      "BucketNotEmpty",
      "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
    );
    await aws.down(await aws.change(full, { ...bucket, forceDestroy: true }));
    expect(await aws.read(object)).toEqual({});
  });

  it("has its parts with it: they need it, and go with it", async () => {
    const aws = testAws();
    const block = () => aws.up("s3.BucketPublicAccessBlock", "b", { ...bucket, blockPublicPolicy: true });
    await expectAwsRefusal(block(), "NoSuchBucket", "The specified bucket does not exist");
    const made = await aws.up("s3.Bucket", "logs", bucket);
    const part = await block();
    expect(part.id).toBe("contoso-logs");
    await aws.down(made);
    expect(await aws.read(part)).toEqual({});
  });
});

describe("the policy of a bucket", () => {
  it.each([
    ["of another bucket", { ...anyone, Resource: "arn:aws:s3:::other/*" }, "Policy has invalid resource"],
    ["without a principal", { ...anyone, Principal: undefined }, "Missing required field Principal"],
    [
      "for a role that is not there",
      { ...anyone, Principal: { AWS: "arn:aws:iam::111122223333:role/ghost" } },
      "Invalid principal in policy",
    ],
  ])("%s is refused", async (_, statement, message) => {
    const aws = testAws();
    await aws.up("s3.Bucket", "logs", bucket);
    const policy = aws.up("s3.BucketPolicy", "p", { ...bucket, policy: policyOf(statement) });
    await expectAwsRefusal(policy, "MalformedPolicy", message);
  });

  it("opens no bucket to everybody, unless that is allowed on purpose", async () => {
    const aws = testAws();
    await aws.up("s3.Bucket", "logs", bucket);
    const open = () => aws.up("s3.BucketPolicy", "p", { ...bucket, policy: policyOf(anyone) });
    const refusal = await expectAwsRefusal(
      open(),
      "AccessDenied",
      /because public policies are prevented by the BlockPublicPolicy setting/,
    );
    expect(refusal.message).toContain("api error AccessDenied: ");
    await aws.up("s3.BucketPublicAccessBlock", "b", { ...bucket, blockPublicPolicy: false });
    await open();
  });
});

describe("what belongs together in a bucket", () => {
  it("logs go to a bucket that is there", async () => {
    const aws = testAws();
    await aws.up("s3.Bucket", "logs", bucket);
    const logging = () =>
      aws.up("s3.BucketLogging", "l", { ...bucket, targetBucket: "contoso-access", targetPrefix: "" });
    await expectAwsRefusal(
      logging(),
      "InvalidTargetBucketForLogging",
      /^The target bucket for logging does not exist/,
    );
    await aws.up("s3.Bucket", "access", { bucket: "contoso-access" });
    await logging();
  });

  it("a lock needs versions, and versions stay under a lock", async () => {
    const aws = testAws();
    await aws.up("s3.Bucket", "logs", bucket);
    const lock = () => aws.up("s3.BucketObjectLockConfiguration", "o", bucket);
    await expectAwsRefusal(
      lock(),
      "InvalidBucketState",
      "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
    );
    const versions = { ...bucket, versioningConfiguration: { status: "Enabled" } };
    const versioning = await aws.up("s3.BucketVersioning", "v", versions);
    await lock();
    await expectAwsRefusal(
      aws.change(versioning, { ...bucket, versioningConfiguration: { status: "Suspended" } }),
      "InvalidBucketState",
      "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
    );
  });
});
