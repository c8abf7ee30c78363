import { usesBedrock } from "../../bedrock-models";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws, stackType } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

const sinks = ["s3Config.bucketName", "cloudwatchConfig.logGroupName"];

export const bedrockCallsLogged: GraphRule = {
  id: "CS-0410",
  name: "bedrock-calls-logged",
  title: "A stack that calls models logs the calls.",
  severity: "high",
  why: "Bedrock keeps no record of what a model was called with, by whom and at which cost, unless its account says where to. The setting is one for a region: without it no call of any workload is found again.",
  fix: {
    text: "Configure the logging of model invocations to a bucket and a log group.",
    code: `new bedrockmodel.InvocationLoggingConfiguration(name, {
  loggingConfig: { s3Config: { bucketName: bucket.bucket }, cloudwatchConfig: { logGroupName: group.name, roleArn: role.arn } },
});`,
  },
  controls: themes.logging,
  covers: [
    "prowler-aws:bedrock_model_invocation_logging_enabled",
    "aws-config-managed:bedrock-model-invocation-logging-enabled",
  ],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
  scope: "graph",
  types: [stackType],
  check: (_, graph) => {
    if (!usesBedrock(graph)) return notApplicable("it uses no models of Bedrock");
    const delivers = graph
      .all(aws.invocationLogging)
      .some((logging) => sinks.some((sink) => graph.inputs(logging).has(`loggingConfig.${sink}`)));
    return delivers
      ? pass
      : fail("it uses models of Bedrock, and no logging of their invocations delivers anywhere");
  },
};
