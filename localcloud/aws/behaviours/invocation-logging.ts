import { isObject } from "../../arm/json";
import type { AwsBehaviour, AwsView } from "../behaviour";
import { AwsError } from "../error";
import { allows, roleAllows } from "../policy-evaluation";
import { patienceForRoles } from "../propagation";
import { logGroup } from "../types/monitoring";
import { bucket } from "../types/s3";
import { textOf } from "./references";

/**
 * Bedrock tries to write before it takes the configuration. One for each region: another one takes its place, as the
 * provider's documentation warns. Text: alphagov/govuk-infrastructure#2440
 * (log group); the one of the bucket is worded after it.
 */
export const invocationLogging: AwsBehaviour = {
  types: ["aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration"],
  beforeWrite: ({ inputs }, aws) => {
    const config = inputs["loggingConfig"];
    if (!isObject(config)) return;
    const { s3Config, cloudwatchConfig } = config;
    if (isObject(s3Config)) refuseBucket(textOf(s3Config, "bucketName"), textOf(s3Config, "keyPrefix"), aws);
    if (!isObject(cloudwatchConfig)) return;
    const group = textOf(cloudwatchConfig, "logGroupName");
    const role = textOf(cloudwatchConfig, "roleArn");
    const found = aws.get(logGroup, group);
    const resource = `${textOf(found?.attributes ?? {}, "arn")}:log-stream:aws/bedrock/modelinvocations`;
    if (!found || !roleAllows(role, "bedrock.amazonaws.com", "logs:PutLogEvents", resource, aws)) {
      throw new AwsError(
        400,
        "ValidationException",
        `Failed to validate permissions for log group: ${group}, with role: ${role}. Verify the IAM role permissions are correct.`,
        { passes: patienceForRoles },
      );
    }
    const large = cloudwatchConfig["largeDataDeliveryS3Config"];
    if (isObject(large)) refuseBucket(textOf(large, "bucketName"), textOf(large, "keyPrefix"), aws);
  },
};

function refuseBucket(name: string, prefix: string, aws: AwsView): void {
  const policy = aws.get("aws:s3/bucketPolicy:BucketPolicy", name);
  const path = [prefix, "AWSLogs", aws.place.account, "BedrockModelInvocationLogs", "log"].filter(Boolean);
  const resource = `arn:aws:s3:::${name}/${path.join("/")}`;
  const service = "bedrock.amazonaws.com";
  const written = allows(textOf(policy?.attributes ?? {}, "policy"), "s3:PutObject", resource, { service });
  if (!aws.get(bucket, name) || !written) {
    throw new AwsError(
      400,
      "ValidationException",
      `Failed to validate permissions for S3 bucket: ${name}, with key prefix: ${prefix}. Verify the S3 bucket policy is correct.`,
    );
  }
}
