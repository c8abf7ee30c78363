import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import { allows, roleAllows } from "../policy-evaluation";
import { patienceForRoles } from "../propagation";
import { logGroup, topic } from "../types/monitoring";
import { bucket } from "../types/s3";
import { keyAllows } from "./keys";
import { textOf } from "./references";

const type = "aws:cloudtrail/trail:Trail";
const service = "cloudtrail.amazonaws.com";

/** In one region: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html. */
const quota = 5;

/**
 * A trail may write where it says before it is made. Text: hashicorp/terraform#29991 (bucket policy). Codes:
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html.
 */
export const trails: AwsBehaviour = {
  types: [type],
  beforeWrite: ({ inputs, existing }, aws) => {
    const { account, region } = aws.place;
    const name = textOf(inputs, "name");
    if (!existing && aws.find(type, "name", name)) {
      throw new AwsError(
        400,
        "TrailAlreadyExistsException",
        `Trail ${name} already exists for customer: ${account}`,
      );
    }
    if (!existing && aws.all(type).length >= quota) {
      throw new AwsError(
        400,
        "MaximumNumberOfTrailsExceededException",
        `User: ${account} already has ${quota} trails in ${region}.`,
      );
    }
    const target = textOf(inputs, "s3BucketName");
    if (!aws.get(bucket, target)) {
      throw new AwsError(400, "S3BucketDoesNotExistException", `S3 bucket ${target} does not exist!`);
    }
    const policy = textOf(aws.get("aws:s3/bucketPolicy:BucketPolicy", target)?.attributes ?? {}, "policy");
    const prefix = textOf(inputs, "s3KeyPrefix");
    const object = `arn:aws:s3:::${target}/${prefix === "" ? "" : `${prefix}/`}AWSLogs/${account}/CloudTrail`;
    const may = (action: string, resource: string) => allows(policy, action, resource, { service });
    if (!may("s3:GetBucketAcl", `arn:aws:s3:::${target}`) || !may("s3:PutObject", object)) {
      throw new AwsError(
        400,
        "InsufficientS3BucketPolicyException",
        `Incorrect S3 bucket policy is detected for bucket: ${target}`,
      );
    }
    const key = textOf(inputs, "kmsKeyId");
    if (key !== "" && !keyAllows(key, service, "kms:GenerateDataKey", aws)) {
      throw new AwsError(
        400,
        "InsufficientEncryptionPolicyException",
        `Insufficient permissions to access S3 bucket ${target} or KMS key ${key}.`,
      );
    }
    const group = textOf(inputs, "cloudWatchLogsGroupArn");
    const found = aws.all(logGroup).find(({ attributes }) => `${textOf(attributes, "arn")}:*` === group);
    if (group !== "" && !found) {
      throw new AwsError(
        400,
        "InvalidCloudWatchLogsLogGroupArnException",
        "CloudTrail cannot validate the specified log group ARN.",
      );
    }
    const role = textOf(inputs, "cloudWatchLogsRoleArn");
    const stream = `${group.replace(/:\*$/, "")}:log-stream:${account}_CloudTrail_${region}`;
    if (group !== "" && !roleAllows(role, service, "logs:PutLogEvents", stream, aws)) {
      throw new AwsError(
        400,
        "InvalidCloudWatchLogsRoleArnException",
        "Access denied. Check the trust relationships for your role.",
        { passes: patienceForRoles },
      );
    }
  },
  compute: ({ attributes }, aws) => {
    const named = textOf(attributes, "snsTopicName");
    const found = named === "" ? undefined : (aws.get(topic, named) ?? aws.find(topic, "name", named));
    return { snsTopicArn: found?.id ?? "" };
  },
};
