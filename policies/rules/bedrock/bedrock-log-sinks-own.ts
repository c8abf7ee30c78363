import { ours } from "../../controls";
import { mustUseCustomerKey } from "../../customer-key";
import type { GraphReader, GraphRule, Subject } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

const sinks: readonly (readonly [path: string, types: readonly string[]])[] = [
  ["loggingConfig.s3Config.bucketName", aws.bucket],
  ["loggingConfig.cloudwatchConfig.logGroupName", aws.logGroup],
  ["loggingConfig.cloudwatchConfig.largeDataDeliveryS3Config.bucketName", aws.bucket],
];

export const bedrockLogSinksOwn: GraphRule = {
  id: "CS-0411",
  name: "bedrock-log-sinks-own",
  title: "Logs of calls go to buckets and log groups of this stack, encrypted by a key of yours.",
  severity: "high",
  why: "A log of calls holds prompts and answers: the most confidential data of all. Where it goes is judged by what this stack says of it, so it must be in this stack.",
  fix: {
    text: "Deliver to a bucket and a log group of the stack that name a key.",
    code: "new cloudwatch.LogGroup(name, { kmsKeyId: key.arn, retentionInDays: 365 });",
  },
  controls: serving(themes.encryption, ours("mcsb", "LT-5"), ours("gdpr", "25(2)")),
  covers: ["aws-sra-bedrock:sra-bedrock-check-invocation-log-s3"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
  scope: "graph",
  types: aws.invocationLogging,
  check: (logging, graph) => {
    for (const [path, types] of sinks)
      for (const { id, target } of graph.references(logging, path, types)) {
        if (!target) return fail(`${path} is "${id ?? ""}", which is not of this stack`, path);
        if (!isEncrypted(target, graph))
          return fail(`${path} is "${target.name}", which names no key of yours`, path);
      }
    return pass;
  },
};

function isEncrypted(sink: Subject, graph: GraphReader): boolean {
  if (sink.type === aws.logGroup[0]) return mustUseCustomerKey(sink, "kmsKeyId", graph).outcome === "pass";
  const path = "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId";
  return graph.someReferrer(
    sink,
    aws.bucketEncryption,
    "bucket",
    (encryption) => mustUseCustomerKey(encryption, path, graph).outcome === "pass",
  );
}
