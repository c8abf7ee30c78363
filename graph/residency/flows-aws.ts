/** Where prompts, log lines and copies go on AWS: inference profiles, guardrails, logging, buckets. */
import { parseArn } from "../../catalog/arn";
import { awsRegionOf, listAt, text, textIn, type Estate } from "./estate";
import { awsPlace, bedrockPlace, destinationsPlace, geographyPlace, unknownPlace } from "./places";
import type { DataClass, DeclaredResidency, Endpoint, Flow, Located, Place } from "./types";

const talk: readonly DataClass[] = ["prompt", "completion"];
const everything: readonly DataClass[] = ["prompt", "completion", "log", "thread", "vector", "trainingFile"];

export const awsTypes = {
  profile: "aws:bedrock/inferenceProfile:InferenceProfile",
  provisioned: "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
  guardrail: "aws:bedrock/guardrail:Guardrail",
  logging: "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
  agent: "aws:bedrock/agentAgent:AgentAgent",
  knowledgeBase: "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase",
  dataSource: "aws:bedrock/agentDataSource:AgentDataSource",
  bucket: "aws:s3/bucket:Bucket",
  replication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  trail: "aws:cloudtrail/trail:Trail",
  flowLog: "aws:ec2/flowLog:FlowLog",
} as const;

/**
 * Where an inference profile sends a call: the regions of its models as AWS tells them, else the geography of the profile
 * that it was copied from.
 */
export function profilePlace({ node }: Located, declared: DeclaredResidency): Place {
  const regions = [
    ...new Set(
      listAt(node, "models").flatMap((each) => parseArn(textIn(each, "modelArn") ?? "")?.region || []),
    ),
  ];
  const source = text(node, "modelSource.copyFrom") ?? text(node, "modelArn");
  const byName =
    source === undefined
      ? unknownPlace("processing unknown", "it does not tell what it was copied from")
      : bedrockPlace(source, declared);
  if (regions.length === 0) return byName;
  const place = destinationsPlace(regions.sort(), declared);
  // What a profile may be sent to is wider than what it lists today.
  return byName.verdict === "outside" ? { ...byName, name: place.name } : place;
}

/** What a call of a model leaves behind in its region: the log of invocations, and a look by the guardrail. */
export function profileFlows({ stack }: Located, estate: Estate): readonly Flow[] {
  return [
    ...estate
      .ofType(stack, awsTypes.guardrail)
      .map((to): Flow => ({ how: "is looked at by its guardrail", classes: talk, to })),
    ...estate
      .ofType(stack, awsTypes.logging)
      .map((to): Flow => ({ how: "is logged by the account", classes: talk, to })),
  ];
}

/** A guardrail may evaluate in other regions. https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-cross-region.html */
export function guardrailPlace({ node }: Located, declared: DeclaredResidency): Place {
  const profile =
    text(node, "crossRegionConfig.guardrailProfileIdentifier") ?? text(node, "crossRegionConfigs");
  if (profile === undefined) return awsPlace(awsRegionOf(node), declared);
  const id = profile.slice(profile.lastIndexOf("/") + 1);
  return geographyPlace(id.split(".")[0] ?? id, declared);
}

/** Sinks of the invocation log: prompts and completions in full. */
export function loggingFlows({ stack, node }: Located, estate: Estate): readonly Flow[] {
  const config = "loggingConfig";
  const group = text(node, `${config}.cloudwatchConfig.logGroupName`);
  const buckets = [
    text(node, `${config}.s3Config.bucketName`),
    text(node, `${config}.cloudwatchConfig.largeDataDeliveryS3Config.bucketName`),
  ];
  return [
    ...(group === undefined
      ? []
      : [sink(estate.byName(stack, awsTypes.logGroup, "name", group), "log group", group)]),
    ...[...new Set(buckets)].flatMap((name) =>
      name === undefined ? [] : [sink(bucketOf(stack, estate, name), "bucket", name)],
    ),
  ];
}

/** Where a trail and a flow log write. */
export function trailFlows({ stack, node }: Located, estate: Estate): readonly Flow[] {
  const bucket = text(node, "s3BucketName");
  const group = text(node, "cloudWatchLogsGroupArn") ?? text(node, "logDestination");
  return [
    ...(bucket === undefined ? [] : [sink(bucketOf(stack, estate, bucket), "bucket", bucket)]),
    ...(group === undefined ? [] : [sink(estate.byId(group.replace(/:\*$/, "")), "log destination", group)]),
  ];
}

/** Buckets that a bucket copies itself to. The ARN of a bucket names no region. */
export function bucketFlows({ stack, node }: Located, estate: Estate): readonly Flow[] {
  const own = text(node, "bucket") ?? (typeof node.id === "string" ? node.id : undefined);
  return estate
    .ofType(stack, awsTypes.replication)
    .filter((each) => text(each.node, "bucket") === own)
    .flatMap(({ node: rule }) =>
      listAt(rule, "rules").flatMap((each): Flow[] => {
        const arn = textIn(each, "destination.bucket");
        if (arn === undefined) return [];
        const to = estate.byId(arn) ?? elsewhere("bucket", arn);
        return [{ how: "replicates to it", classes: [...everything, "backup"], to }];
      }),
    );
}

/** What agents and knowledge bases read. */
export function agentFlows({ stack, node }: Located, estate: Estate): readonly Flow[] {
  const model = text(node, "foundationModel");
  const profile = model === undefined ? undefined : estate.byId(model);
  return [
    ...(profile ? [{ how: "calls it", classes: talk, to: profile }] : []),
    ...estate
      .ofType(stack, awsTypes.dataSource)
      .flatMap(({ node: source }) => text(source, "dataSourceConfiguration.s3Configuration.bucketArn") ?? [])
      .map((arn): Flow => ({
        how: "reads documents from it",
        classes: ["vector"],
        to: estate.byId(arn) ?? elsewhere("bucket", arn),
      })),
  ];
}

function bucketOf(stack: string, estate: Estate, name: string): Located | undefined {
  return estate.byName(stack, awsTypes.bucket, "bucket", name) ?? estate.byId(name);
}

function sink(to: Located | undefined, kind: string, name: string): Flow {
  return { how: "is written to it", classes: everything, to: to ?? elsewhere(kind, name) };
}

function elsewhere(kind: string, name: string): Endpoint {
  return {
    kind,
    name,
    place: unknownPlace("a region that is not known", `${name} is in no stack that is looked at`),
  };
}
