import { parseArn } from "../../catalog/arn";
import { at, objectsAt, stringAt } from "../arm/json";
import type { AwsView } from "../aws/behaviour";
import { AwsError } from "../aws/error";
import { isUnavailable, modelAt } from "../aws/models";
import type { LocalCloud } from "../cloud";
import type { JsonObject } from "../store/store";
import type { AwsCaller, AwsSessions } from "./aws-sessions";
import type { Reply } from "./http";
import { filteredMark, textsOf, tokensOf } from "./inference-answers";

/** When a log group last got something, by account, region and name. */
export type Arrivals = Map<string, number>;

/**
 * `Converse` of the Bedrock runtime: IAM decides on the profile, on each model behind it and on the guardrail; the guardrail stops
 * what is marked; the call is logged where the account logs calls. What is answered no model said.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
export function converse(
  identifier: string,
  body: JsonObject,
  caller: AwsCaller,
  { cloud, sessions, arrivals }: { cloud: LocalCloud; sessions: AwsSessions; arrivals: Arrivals },
): Reply {
  const aws = cloud.aws.at(caller.place);
  const models = modelsOf(identifier, aws);
  const guardrail = guardrailOf(body, aws);
  const context = guardrail ? { "bedrock:GuardrailIdentifier": `${guardrail.arn}:${guardrail.version}` } : {};
  const action = "bedrock:InvokeModel";
  if (models.profile !== undefined) sessions.require(caller, action, models.profile, context);
  for (const model of models.arns)
    sessions.require(caller, action, model, {
      ...context,
      ...(models.profile !== undefined && { "bedrock:InferenceProfileArn": models.profile }),
    });
  if (guardrail) sessions.require(caller, "bedrock:ApplyGuardrail", guardrail.arn, {});
  const prompt = textsOf(body["messages"]);
  const stopped = guardrail !== undefined && guardrail.blocks && prompt.includes(filteredMark);
  logged(aws, cloud, arrivals);
  const said = stopped
    ? guardrail.message
    : `[local cloud] Canned answer of ${identifier}. No model was asked.`;
  const [inputTokens, outputTokens] = [tokensOf(prompt), tokensOf(said)];
  return {
    status: 200,
    body: {
      output: { message: { role: "assistant", content: [{ text: said }] } },
      stopReason: stopped ? "guardrail_intervened" : "end_turn",
      usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
      metrics: { latencyMs: 1 },
    },
  };
}

/** `GetModelInvocationLoggingConfiguration` of Bedrock. */
export function loggingConfiguration(aws: AwsView): JsonObject {
  const config = loggingOf(aws);
  if (!config) return {};
  const { cloudwatchConfig, ...rest } = config;
  return {
    loggingConfig: { ...rest, ...(cloudwatchConfig !== undefined && { cloudWatchConfig: cloudwatchConfig }) },
  };
}

/** `DescribeLogStreams` of CloudWatch Logs: the stream that Bedrock writes to, once it has. */
export function logStreams(name: string, aws: AwsView, arrivals: Arrivals): JsonObject {
  if (!aws.get("aws:cloudwatch/logGroup:LogGroup", name))
    throw new AwsError(400, "ResourceNotFoundException", "The specified log group does not exist.");
  const time = arrivals.get(groupKey(name, aws));
  const stream = "aws/bedrock/modelinvocations";
  return {
    logStreams:
      time === undefined
        ? []
        : [{ logStreamName: stream, lastEventTimestamp: time, lastIngestionTime: time }],
  };
}

interface Called {
  /** ARN of the inference profile that is called; absent for a model itself. */
  readonly profile?: string;
  readonly arns: readonly string[];
}

function modelsOf(identifier: string, aws: AwsView): Called {
  const profile = aws.find("aws:bedrock/inferenceProfile:InferenceProfile", "arn", identifier);
  if (profile)
    return {
      profile: identifier,
      arns: objectsAt(profile.attributes, "models").flatMap((model) => stringAt(model, "modelArn") ?? []),
    };
  const found = modelAt(identifier, aws.place);
  if (isUnavailable(found)) throw new AwsError(400, "ValidationException", found.reason);
  return parseArn(identifier)?.resource.startsWith("inference-profile/") === true
    ? { profile: identifier, arns: found.arns }
    : { arns: found.arns };
}

function guardrailOf(
  body: JsonObject,
  aws: AwsView,
): { arn: string; version: string; blocks: boolean; message: string } | undefined {
  const asked = at(body, "guardrailConfig");
  if (asked === undefined) return undefined;
  const [arn, version] = [
    stringAt(asked, "guardrailIdentifier") ?? "",
    stringAt(asked, "guardrailVersion") ?? "",
  ];
  const guardrail = aws.find("aws:bedrock/guardrail:Guardrail", "guardrailArn", arn);
  const known = aws
    .all("aws:bedrock/guardrailVersion:GuardrailVersion")
    .some(({ attributes }) => attributes["guardrailArn"] === arn && attributes["version"] === version);
  if (!guardrail || !known)
    throw new AwsError(
      400,
      "ValidationException",
      "The guardrail identifier or version provided in the request does not exist.",
    );
  const blocks = objectsAt(guardrail.attributes, "contentPolicyConfig.filtersConfigs").some(
    (filter) => filter["inputStrength"] !== "NONE" && filter["inputAction"] !== "NONE",
  );
  const message = stringAt(guardrail.attributes, "blockedInputMessaging") ?? "";
  return { arn, version, blocks, message };
}

function logged(aws: AwsView, cloud: LocalCloud, arrivals: Arrivals): void {
  const group = stringAt(loggingOf(aws), "cloudwatchConfig.logGroupName");
  if (group === undefined || !aws.get("aws:cloudwatch/logGroup:LogGroup", group)) return;
  arrivals.set(groupKey(group, aws), Math.max(cloud.aws.now(), Date.now()));
}

function loggingOf(aws: AwsView): JsonObject | undefined {
  const [setting] = aws.all("aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration");
  const config = at(setting?.attributes, "loggingConfig");
  return typeof config === "object" && !Array.isArray(config) ? (config as JsonObject) : undefined;
}

function groupKey(name: string, { place }: AwsView): string {
  return [place.account, place.region, name].join(" ");
}
