import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { holdsData } from "../shared/protection";
import type { AwsPlace } from "./place";

/** What a log group is made of. */
export interface LogGroupArgs extends AwsPlace {
  /** Name of the log group. */
  readonly groupName: string;
  /** The least number of days that logs are kept. */
  readonly retentionDays: number;
  /** ARN of the key that encrypts them. */
  readonly keyArn: pulumi.Input<string>;
  /** True where they must not be lost. */
  readonly protected: boolean;
}

/** Makes an encrypted log group that keeps its logs for as long as is asked, or the next longer time that AWS offers. */
export function createLogGroup(
  parent: pulumi.Resource,
  name: string,
  args: LogGroupArgs,
): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    name,
    {
      region: args.region,
      name: args.groupName,
      retentionInDays: offeredRetention(args.retentionDays),
      kmsKeyId: args.keyArn,
      tags: { ...args.tags },
    },
    holdsData(args.protected, { parent }),
  );
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The shortest retention that CloudWatch offers and that is not shorter than asked. */
export function offeredRetention(days: number): number {
  return retentions.find((offered) => offered >= days) ?? 3653;
}
