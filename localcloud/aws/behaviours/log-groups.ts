import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import { logGroup } from "../types/monitoring";
import { keyAllows, keyBy } from "./keys";
import { textOf } from "./references";

/** Text: terraform-provider-aws#29282 (key). Codes: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html. */
export const logGroups: AwsBehaviour = {
  types: [logGroup],
  beforeWrite: ({ inputs, existing }, aws) => {
    const name = textOf(inputs, "name");
    if (!existing && aws.get(logGroup, name)) {
      throw new AwsError(400, "ResourceAlreadyExistsException", "The specified log group already exists");
    }
    const key = textOf(inputs, "kmsKeyId");
    const { account, region } = aws.place;
    const allowed =
      keyAllows(key, `logs.${region}.amazonaws.com`, "kms:GenerateDataKey", aws) ||
      keyAllows(key, "logs.amazonaws.com", "kms:GenerateDataKey", aws);
    if (key !== "" && !(keyBy(key, aws) && allowed)) {
      throw new AwsError(
        400,
        "AccessDeniedException",
        `The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:${region}:${account}:log-group:${name}'`,
      );
    }
  },
  beforeDelete: ({ attributes }) => {
    if (attributes["deletionProtectionEnabled"] === true) {
      throw new AwsError(
        400,
        "ValidationException",
        `Log group ${textOf(attributes, "name")} has deletion protection enabled.`,
      );
    }
  },
};
