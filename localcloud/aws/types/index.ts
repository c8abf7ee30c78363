import type { AwsType } from "../resource-type";
import { bedrock } from "./bedrock";
import { ec2 } from "./ec2";
import { iam } from "./iam";
import { kms } from "./kms";
import { monitoring } from "./monitoring";
import { s3 } from "./s3";
import { secretsmanager } from "./secretsmanager";

/** Every reviewed row of aws. A new service adds its file here, and nothing else changes. */
export const awsTypes: readonly AwsType[] = [bedrock, ec2, iam, kms, monitoring, s3, secretsmanager].flat();

const byToken = new Map(awsTypes.map((row) => [row.token, row]));

export function awsRowOf(token: string): AwsType | undefined {
  return byToken.get(token);
}
