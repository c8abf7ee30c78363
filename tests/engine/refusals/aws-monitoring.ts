import { allow, document, key, keyFor, role, trusts } from "./aws-identity";
import { bucket, bucketPolicy } from "./aws-storage";
import { type Declared, type Row, aws, of } from "./row";

const logGroup = (more: object = {}, as = "group", name = "/{slug}"): Declared =>
  aws(as, "cloudwatch.LogGroup", { name, ...more });
const filter = aws(
  "filter",
  "cloudwatch.LogMetricFilter",
  {
    name: "errors",
    logGroupName: "/{slug}",
    pattern: "ERROR",
    metricTransformation: { name: "errors", namespace: "{slug}", value: "1" },
  },
  ["group"],
);
const topicArn = "arn:aws:sns:eu-central-1:{account}:ops";
const topic = (as = "topic", name = "ops", more: object = {}): Declared =>
  aws(as, "sns.Topic", { name, ...more });
const alarm = aws(
  "alarm",
  "cloudwatch.MetricAlarm",
  {
    name: "errors",
    metricName: "errors",
    namespace: "{slug}",
    period: 300,
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    threshold: 0,
    alarmActions: [topicArn],
  },
  ["topic"],
);
const subscription = (endpoint: string): Declared =>
  aws("mail", "sns.TopicSubscription", { topic: topicArn, protocol: "email", endpoint }, ["topic"]);

const notification = (more: object): object => ({
  comparisonOperator: "GREATER_THAN",
  notificationType: "ACTUAL",
  threshold: 80,
  thresholdType: "PERCENTAGE",
  ...more,
});
const budget = (as = "budget", name = "platform", more: object = {}): Declared =>
  aws(as, "budgets.Budget", {
    name,
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: "100",
    limitUnit: "USD",
    ...more,
  });

const cloudTrail = { Service: "cloudtrail.amazonaws.com" };
const writable = bucketPolicy(
  allow({ Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::{slug}-data", Principal: cloudTrail }),
  allow({
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::{slug}-data/AWSLogs/{account}/*",
    Principal: cloudTrail,
  }),
);
const trail = (more: object = {}, as = "trail", name = "audit"): Declared =>
  aws(as, "cloudtrail.Trail", { name, s3BucketName: "{slug}-data", ...more }, [
    "bucket",
    "policy",
    "key",
    "group",
    "role",
    "writes",
  ]);
const ready = [bucket(), writable];
const trails = ["1", "2", "3", "4", "5"].map((n) => trail({}, `trail-${n}`, `audit-${n}`));
const told = {
  cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:{account}:log-group:/{slug}:*",
  cloudWatchLogsRoleArn: "arn:aws:iam::{account}:role/{slug}-role",
};
const writer = role(trusts("cloudtrail.amazonaws.com"));
const writes = aws(
  "writes",
  "iam.RolePolicy",
  {
    role: "{slug}-role",
    policy: document(allow({ Action: "logs:*", Resource: told.cloudWatchLogsGroupArn })),
  },
  ["role"],
);

/** Logs, alarms, topics, budgets and trails of AWS. */
export const awsMonitoring: readonly Row[] = [
  {
    name: "a log group that there is",
    proves: "400 ResourceAlreadyExistsException aws/behaviours/log-groups.ts",
    says: "The specified log group already exists",
    before: [logGroup()],
    refused: [logGroup(), logGroup({}, "again")],
    recovered: [logGroup(), logGroup({}, "again", "/{slug}-2")],
  },
  {
    name: "a log group with a key that its service may not use",
    proves: "400 AccessDeniedException aws/behaviours/log-groups.ts",
    says: "The specified KMS key does not exist or is not allowed to be used",
    before: [key()],
    refused: [key(), logGroup({ kmsKeyId: of("key", "arn") })],
    recovered: [keyFor("logs.eu-central-1.amazonaws.com"), logGroup({ kmsKeyId: of("key", "arn") })],
  },
  {
    name: "a log group that goes while it is protected",
    proves: "400 ValidationException aws/behaviours/log-groups.ts",
    says: "Log group /{slug} has deletion protection enabled.",
    before: [logGroup({ deletionProtectionEnabled: true })],
    refused: [],
    recovered: [logGroup({ deletionProtectionEnabled: false })],
  },
  {
    name: "a filter of a log group that is not there",
    proves: "400 ResourceNotFoundException aws/types",
    says: "The specified log group does not exist.",
    refused: [filter],
    recovered: [logGroup(), filter],
  },
  {
    name: "an alarm that tells a topic which is not there",
    proves: "400 ValidationError aws/behaviours/alarms.ts",
    says: "Invalid AlarmAction topic ARN: arn:aws:sns:eu-central-1:{account}:ops",
    refused: [alarm],
    recovered: [topic(), alarm],
  },
  {
    name: "a subscription to a topic that is not there",
    proves: "404 NotFound aws/types",
    says: "Topic does not exist",
    refused: [subscription("ops@contoso.example")],
    recovered: [topic(), subscription("ops@contoso.example")],
  },
  {
    name: "a subscription by mail without an address",
    proves: "400 InvalidParameter aws/behaviours/topics.ts",
    says: "Invalid parameter: Email address",
    before: [topic()],
    refused: [topic(), subscription("ops")],
    recovered: [topic(), subscription("ops@contoso.example")],
  },
  {
    name: "a service that does not answer for longer than the provider asks",
    proves: "503 ServiceUnavailable aws/outage.ts",
    says: "The request has failed due to a temporary failure of the server.",
    refused: [topic()],
    recovered: [topic()],
    fault: {
      operation: "put",
      resourceType: "aws:sns/topic:Topic",
      name: "topic",
      // The provider asks again for five minutes, every ten seconds.
      times: 31,
      status: 503,
      code: "ServiceUnavailable",
      message: "",
    },
  },
  {
    name: "a service that throttles for longer than the provider asks",
    proves: "400 ThrottlingException aws/outage.ts",
    says: "Rate exceeded",
    refused: [topic()],
    recovered: [topic()],
    fault: {
      operation: "put",
      resourceType: "aws:sns/topic:Topic",
      name: "topic",
      times: 31,
      status: 429,
      code: "ThrottlingException",
      message: "",
    },
  },
  {
    name: "a budget that there is",
    proves: "400 DuplicateRecordException aws/behaviours/budgets.ts",
    says: "Error creating budget: platform - the budget already exists.",
    before: [budget()],
    refused: [budget(), budget("again")],
    recovered: [budget(), budget("again", "team")],
  },
  {
    name: "a budget that tells nobody",
    proves: "400 InvalidParameterException aws/behaviours/budgets.ts",
    says: "Notification must have at least one subscriber.",
    refused: [budget("budget", "platform", { notifications: [notification({})] })],
    recovered: [
      budget("budget", "platform", {
        notifications: [notification({ subscriberEmailAddresses: ["ops@contoso.example"] })],
      }),
    ],
  },
  {
    name: "a trail to a bucket that is not there",
    proves: "400 S3BucketDoesNotExistException aws/behaviours/trails.ts",
    says: "S3 bucket {slug}-data does not exist!",
    refused: [trail()],
    recovered: [...ready, trail()],
  },
  {
    name: "a trail to a bucket that it may not write to",
    proves: "400 InsufficientS3BucketPolicyException aws/behaviours/trails.ts",
    says: "Incorrect S3 bucket policy is detected for bucket: {slug}-data",
    before: [bucket()],
    refused: [bucket(), trail()],
    recovered: [...ready, trail()],
  },
  {
    name: "a trail of a name that there is",
    proves: "400 TrailAlreadyExistsException aws/behaviours/trails.ts",
    says: "Trail audit already exists for customer: {account}",
    before: [...ready, trail()],
    refused: [...ready, trail(), trail({}, "again")],
    recovered: [...ready, trail(), trail({}, "again", "audit-2")],
  },
  {
    name: "a sixth trail",
    proves: "400 MaximumNumberOfTrailsExceededException aws/behaviours/trails.ts",
    says: "User: {account} already has 5 trails in eu-central-1.",
    before: [...ready, ...trails],
    refused: [...ready, ...trails, trail()],
    recovered: [...ready, ...trails],
  },
  {
    name: "a trail with a key that it may not use",
    proves: "400 InsufficientEncryptionPolicyException aws/behaviours/trails.ts",
    says: "Insufficient permissions to access S3 bucket {slug}-data or KMS key",
    before: [...ready, key()],
    refused: [...ready, key(), trail({ kmsKeyId: of("key", "arn") })],
    recovered: [...ready, keyFor("cloudtrail.amazonaws.com"), trail({ kmsKeyId: of("key", "arn") })],
  },
  {
    name: "a trail to a log group that is not there",
    proves: "400 InvalidCloudWatchLogsLogGroupArnException aws/behaviours/trails.ts",
    says: "CloudTrail cannot validate the specified log group ARN.",
    before: [...ready, writer, writes],
    refused: [...ready, writer, writes, trail(told)],
    recovered: [...ready, writer, writes, logGroup(), trail(told)],
  },
  {
    name: "a trail whose role may not write to the log group",
    proves: "400 InvalidCloudWatchLogsRoleArnException aws/behaviours/trails.ts",
    says: "Access denied. Check the trust relationships for your role.",
    before: [...ready, writer, logGroup()],
    refused: [...ready, writer, logGroup(), trail(told)],
    recovered: [...ready, writer, writes, logGroup(), trail(told)],
  },
];
