import { describe, expect, it } from "vitest";
import type { Values } from "../../provider/core";
import { type TestAws, document as policyOf, expectAwsRefusal, testAws } from "../test-aws";
import { scalarText } from "../text";

const account = "111122223333";
const root = {
  Effect: "Allow",
  Action: "kms:*",
  Resource: "*",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
};

describe("a log group", () => {
  it("exists once", async () => {
    const aws = testAws();
    const group = () => aws.up("cloudwatch.LogGroup", "g", { name: "/x" });
    await group();
    await expectAwsRefusal(
      group(),
      "ResourceAlreadyExistsException",
      "The specified log group already exists",
    );
  });

  it("is encrypted with a key that lets the service of logs use it", async () => {
    const aws = testAws();
    const key = await aws.up("kms.Key", "k", { policy: policyOf(root) });
    const group = () =>
      aws.up("cloudwatch.LogGroup", "g", { name: "/x", kmsKeyId: key.outputs["arn"] ?? "" });
    const refusal = await expectAwsRefusal(
      group(),
      "AccessDeniedException",
      `The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:eu-central-1:${account}:log-group:/x'`,
    );
    expect(refusal.message).toContain("api error AccessDeniedException");
    const logs = { ...root, Principal: { Service: "logs.eu-central-1.amazonaws.com" } };
    await aws.change(key, { policy: policyOf(root, logs) });
    await group();
  });

  it("stays while it is protected", async () => {
    const aws = testAws();
    const kept = await aws.up("cloudwatch.LogGroup", "g", { name: "/x", deletionProtectionEnabled: true });
    await expectAwsRefusal(
      aws.down(kept),
      "ValidationException",
      "Log group /x has deletion protection enabled.",
    );
    await aws.down(await aws.change(kept, { name: "/x", deletionProtectionEnabled: false }));
  });

  it("is there for a filter", async () => {
    const aws = testAws();
    const filter = () =>
      aws.up("cloudwatch.LogMetricFilter", "f", {
        logGroupName: "/x",
        pattern: "ERROR",
        metricTransformation: { name: "errors", namespace: "x", value: "1" },
      });
    await expectAwsRefusal(filter(), "ResourceNotFoundException", "The specified log group does not exist.");
    await aws.up("cloudwatch.LogGroup", "g", { name: "/x" });
    await filter();
  });
});

describe("an alarm", () => {
  const metric = { metricName: "Errors", namespace: "x", period: 300, statistic: "Sum" };
  const alarm = (aws: TestAws, inputs: Values) =>
    aws.up("cloudwatch.MetricAlarm", "a", {
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      threshold: 0,
      ...inputs,
    });

  it("looks at a metric by a statistic", async () => {
    const { statistic, ...without } = metric;
    await expect(alarm(testAws(), without)).rejects.toThrow(
      "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm",
    );
    await expect(alarm(testAws(), {})).rejects.toThrow(
      "One of `metric_name` or `metric_query` must be set for a cloudwatch metric alarm",
    );
    await alarm(testAws(), { ...without, statistic });
  });

  it("tells a topic that is there", async () => {
    const aws = testAws();
    const arn = `arn:aws:sns:eu-central-1:${account}:ops`;
    const telling = () => alarm(aws, { ...metric, alarmActions: [arn] });
    await expectAwsRefusal(telling(), "ValidationError", `Invalid AlarmAction topic ARN: ${arn}`);
    await aws.up("sns.Topic", "t", { name: "ops" });
    await telling();
  });
});

describe("a topic", () => {
  it("exists once, and its policy names who is there", async () => {
    const aws = testAws();
    const topic = () => aws.up("sns.Topic", "t", { name: "ops" });
    const { id } = await topic();
    await expectAwsRefusal(topic(), "InvalidParameter", /Topic already exists with different tags$/);
    const policy = (principal: string) =>
      aws.up("sns.TopicPolicy", "p", {
        arn: id,
        policy: policyOf({
          Effect: "Allow",
          Action: "sns:Publish",
          Resource: id,
          Principal: { AWS: principal },
        }),
      });
    await expectAwsRefusal(
      policy(`arn:aws:iam::${account}:role/ghost`),
      "InvalidParameter",
      "Invalid parameter: Policy Error: PrincipalNotFound",
    );
    await policy(`arn:aws:iam::${account}:root`);
  });

  it("is subscribed to with an address of its protocol, which a person confirms", async () => {
    const aws = testAws();
    const subscribe = (topic: string, endpoint: string) =>
      aws.up("sns.TopicSubscription", "s", { topic, protocol: "email", endpoint });
    await expectAwsRefusal(
      subscribe(`arn:aws:sns:eu-central-1:${account}:ghost`, "ops@contoso.example"),
      "NotFound",
      "Topic does not exist",
    );
    const { id } = await aws.up("sns.Topic", "t", { name: "ops" });
    await expectAwsRefusal(subscribe(id, "ops"), "InvalidParameter", "Invalid parameter: Email address");
    const { outputs } = await subscribe(id, "ops@contoso.example");
    expect(outputs["pendingConfirmation"]).toBe(true);
  });
});

describe("a budget", () => {
  const monthly = { name: "platform", budgetType: "COST", timeUnit: "MONTHLY" };
  const budget = (aws: TestAws, more: Values = {}) =>
    aws.up("budgets.Budget", "b", { ...monthly, limitAmount: "100", limitUnit: "USD", ...more });

  it("has a limit, a name of its own and somebody to tell", async () => {
    const aws = testAws();
    await expect(aws.up("budgets.Budget", "b", monthly)).rejects.toThrow(
      /"limit_amount": one of .* must be specified/,
    );
    const notification = {
      comparisonOperator: "GREATER_THAN",
      notificationType: "ACTUAL",
      threshold: 80,
      thresholdType: "PERCENTAGE",
    };
    await expectAwsRefusal(
      budget(aws, { notifications: [notification] }),
      "InvalidParameterException",
      "Notification must have at least one subscriber.",
    );
    const made = await budget(aws, {
      notifications: [{ ...notification, subscriberEmailAddresses: ["ops@contoso.example"] }],
    });
    expect(made.id).toBe(`${account}:platform`);
    expect(made.outputs["timePeriodStart"]).toBe("2026-11-01_00:00");
    await expectAwsRefusal(
      budget(aws),
      "DuplicateRecordException",
      "Error creating budget: platform - the budget already exists.",
    );
  });
});

describe("a trail", () => {
  const s3BucketName = "contoso-trail";
  const service = { Service: "cloudtrail.amazonaws.com" };
  const trail = (aws: TestAws, more: Values = {}) =>
    aws.up("cloudtrail.Trail", "t", { name: "audit", s3BucketName, ...more });

  it("may write to its bucket", async () => {
    const aws = testAws();
    await expectAwsRefusal(
      trail(aws),
      "S3BucketDoesNotExistException",
      `S3 bucket ${s3BucketName} does not exist!`,
    );
    await aws.up("s3.Bucket", "b", { bucket: s3BucketName });
    const incorrect = `Incorrect S3 bucket policy is detected for bucket: ${s3BucketName}`;
    await expectAwsRefusal(trail(aws), "InsufficientS3BucketPolicyException", incorrect);
    await allowTrail(aws);
    await trail(aws);
    await expectAwsRefusal(
      trail(aws),
      "TrailAlreadyExistsException",
      `Trail audit already exists for customer: ${account}`,
    );
  });

  it("may use its key, and write to its log group as its role", async () => {
    const aws = testAws();
    await aws.up("s3.Bucket", "b", { bucket: s3BucketName });
    await allowTrail(aws);
    const key = await aws.up("kms.Key", "k", { policy: policyOf(root) });
    const kmsKeyId = scalarText(key.outputs["arn"]);
    await expectAwsRefusal(
      trail(aws, { kmsKeyId }),
      "InsufficientEncryptionPolicyException",
      `Insufficient permissions to access S3 bucket ${s3BucketName} or KMS key ${kmsKeyId}.`,
    );
    await aws.change(key, { policy: policyOf(root, { ...root, Principal: service }) });
    const cloudWatchLogsRoleArn = `arn:aws:iam::${account}:role/trail`;
    const cloudWatchLogsGroupArn = `arn:aws:logs:eu-central-1:${account}:log-group:/trail:*`;
    const whole = () => trail(aws, { kmsKeyId, cloudWatchLogsRoleArn, cloudWatchLogsGroupArn });
    await expectAwsRefusal(
      whole(),
      "InvalidCloudWatchLogsLogGroupArnException",
      "CloudTrail cannot validate the specified log group ARN.",
    );
    await aws.up("cloudwatch.LogGroup", "g", { name: "/trail" });
    const assume = policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: service });
    await aws.up("iam.Role", "r", { name: "trail", assumeRolePolicy: assume });
    await expectAwsRefusal(
      whole(),
      "InvalidCloudWatchLogsRoleArnException",
      "Access denied. Check the trust relationships for your role.",
    );
    const put = { Effect: "Allow", Action: "logs:*", Resource: cloudWatchLogsGroupArn };
    await aws.up("iam.RolePolicy", "rp", { role: "trail", policy: policyOf(put) });
    expect((await whole()).outputs["homeRegion"]).toBe("eu-central-1");
  });

  async function allowTrail(aws: TestAws): Promise<void> {
    const look = {
      Effect: "Allow",
      Principal: service,
      Action: "s3:GetBucketAcl",
      Resource: `arn:aws:s3:::${s3BucketName}`,
    };
    const write = {
      Effect: "Allow",
      Principal: service,
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${s3BucketName}/AWSLogs/${account}/*`,
    };
    await aws.up("s3.BucketPolicy", "p", { bucket: s3BucketName, policy: policyOf(look, write) });
  }
});
