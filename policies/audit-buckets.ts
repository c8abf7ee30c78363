import { aws } from "./types";
import type { GraphReader, Subject } from "./rule";

/** Where records of calls are delivered to a bucket: type and the properties that name the bucket. */
export const auditSinks: readonly (readonly [types: readonly string[], path: string])[] = [
  [aws.trail, "s3BucketName"],
  [aws.invocationLogging, "loggingConfig.s3Config.bucketName"],
  [aws.invocationLogging, "loggingConfig.cloudwatchConfig.largeDataDeliveryS3Config.bucketName"],
];

/** Whether the bucket holds records of who called what. */
export function isAuditSink(bucket: Subject, graph: GraphReader): boolean {
  return auditSinks.some(([types, path]) => graph.someReferrer(bucket, types, path));
}

/**
 * Whether other buckets write their access logs here. Such a bucket logs no access to itself, which would never end,
 * and S3 delivers to one only that it encrypts by its own keys.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function isLogTarget(bucket: Subject, graph: GraphReader): boolean {
  return graph.someReferrer(bucket, aws.bucketLogging, "targetBucket");
}
