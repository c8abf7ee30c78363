import type { PropertyMap, ResourceNode } from "../../graph/types";
import { aws, awsProviderType, platformType } from "../types";
import { add, all, first, isRule, only, set, text, without, type Change, type Mutation } from "./seed";

const tags = { environment: "prod", owner: "o", costCenter: "1" };
const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/other";
const named = (part: string) => (node: ResourceNode) => node.name.includes(part);

/** Adds a statement to the policy that stands as JSON at a property. */
const state =
  (path: string, statement: object): Change =>
  (node) =>
    set(path, withStatement(text(node.inputs, path), statement))(node);

function withStatement(policy: string, statement: object): string {
  const document = JSON.parse(policy) as { Statement: object[] };
  return JSON.stringify({ ...document, Statement: [...document.Statement, statement] });
}

/** Changes every statement of the policy that stands as JSON at a property. */
const restate =
  (path: string, change: (statement: Record<string, unknown>) => object): Change =>
  (node) => {
    const document = JSON.parse(text(node.inputs, path)) as { Statement: Record<string, unknown>[] };
    return set(path, JSON.stringify({ ...document, Statement: document.Statement.map(change) }))(node);
  };

/** Adds a resource that stands alone. */
const alone = (types: readonly string[], inputs: PropertyMap = {}) =>
  add(types, all(only({ tags, ...inputs }), set("region", "eu-central-1")), aws.key);

const workload = named("-workload-");
const allow = (statement: object) => ({ Effect: "Allow", ...statement });
const grant = (rule: string, statement: object, ...companions: readonly string[]): Mutation =>
  isRule(rule, first(aws.rolePolicy, state("policy", allow(statement)), workload), ...companions);
const invoke = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
const agent = (inputs: PropertyMap) =>
  add(
    aws.agent,
    only({
      tags,
      agentName: "a",
      agentResourceRoleArn: "arn:aws:iam::111122223333:role/agent",
      customerEncryptionKeyArn: keyArn,
      foundationModel: "eu.anthropic.claude-sonnet-5-5",
      guardrailConfigurations: [{ guardrailIdentifier: "g", guardrailVersion: "1" }],
      ...inputs,
    }),
    aws.key,
  );
const both =
  (...changes: readonly Mutation["apply"][]): Mutation["apply"] =>
  (resources) =>
    changes.reduce((changed, change) => change(changed), resources);
const interfaceEndpoint = ({ inputs }: ResourceNode) => text(inputs, "vpcEndpointType") === "Interface";

/** One fault for each rule on AWS, seeded into the shipped stack `aws-prod`. */
export const awsMutations: readonly Mutation[] = [
  // Guardrails, models and the log of calls.
  isRule("CS-0400", first(aws.guardrail, set("contentPolicyConfig.filtersConfigs.0.inputStrength", "LOW"))),
  isRule(
    "CS-0401",
    first(aws.guardrail, set("contentPolicyConfig.filtersConfigs.5.inputStrength", "MEDIUM")),
  ),
  isRule("CS-0402", first(aws.guardrail, set("sensitiveInformationPolicyConfig", undefined))),
  isRule(
    "CS-0403",
    both(
      alone(aws.knowledgeBase, { storageConfiguration: { type: "S3_VECTORS" } }),
      first(aws.guardrail, set("contextualGroundingPolicyConfig", undefined)),
    ),
  ),
  isRule("CS-0404", first(aws.guardrail, set("kmsKeyArn", undefined))),
  isRule("CS-0406", without(aws.guardrailVersion)),
  isRule(
    "CS-0407",
    first(
      aws.rolePolicy,
      restate("policy", ({ Condition: conditions, ...statement }) => ({
        ...statement,
        Condition: { ...(conditions as object), StringEquals: {} },
      })),
      workload,
    ),
  ),
  isRule("CS-0410", without(aws.invocationLogging)),
  isRule("CS-0411", first(aws.logGroup, set("kmsKeyId", undefined), named("invocations")), "CS-0511"),
  isRule("CS-0413", first(aws.bucket, set("region", "us-east-1"), named("invocations")), "CS-0070"),
  isRule(
    "CS-0415",
    first(
      aws.inferenceProfile,
      set(
        "modelSource.copyFrom",
        "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/us.anthropic.claude-sonnet-5-5",
      ),
    ),
  ),
  isRule(
    "CS-0418",
    first(
      aws.inferenceProfile,
      set(
        "modelSource.copyFrom",
        "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0",
      ),
    ),
    "CS-0419",
  ),
  isRule("CS-0419", first([platformType], set("allowedModels", ["anthropic.claude-sonnet-5-5", "amazon/*"]))),
  isRule("CS-0421", first(aws.inferenceProfile, set("tags.workload", undefined))),
  isRule("CS-0422", agent({ guardrailConfigurations: [] })),
  isRule("CS-0423", agent({ customerEncryptionKeyArn: "alias/aws/bedrock" })),
  isRule("CS-0424", both(agent({}), add(aws.agent, set("agentName", "b")))),
  isRule("CS-0425", alone(aws.dataSource, { knowledgeBaseId: "k" })),
  isRule("CS-0426", alone(aws.knowledgeBase, { storageConfiguration: { type: "PINECONE" } }), "CS-0403"),
  isRule(
    "CS-0427",
    alone(aws.customModel, {
      baseModelIdentifier: "arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0",
      customModelKmsKeyId: keyArn,
    }),
    "CS-0419",
  ),
  // Network.
  isRule(
    "CS-0430",
    without(aws.vpcEndpoint, ({ inputs }) => text(inputs, "serviceName").endsWith(".bedrock-runtime")),
  ),
  isRule("CS-0431", first(aws.vpcEndpoint, set("policy", undefined))),
  isRule("CS-0432", first(aws.vpcEndpoint, set("privateDnsEnabled", false), interfaceEndpoint)),
  isRule("CS-0433", first(aws.vpcEndpoint, set("subnetIds", ["subnet-1"]), interfaceEndpoint)),
  isRule("CS-0434", first(aws.vpcEndpoint, set("securityGroupIds", []), interfaceEndpoint)),
  isRule("CS-0435", (resources) => {
    const vpc = resources.find(({ type }) => type === aws.vpc[0]);
    return alone(aws.internetGateway, { vpcId: typeof vpc?.id === "string" ? vpc.id : "" })(resources);
  }),
  isRule("CS-0436", first(aws.routeTable, set("routes", [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }]))),
  isRule("CS-0437", first(aws.subnet, set("mapPublicIpOnLaunch", true))),
  isRule("CS-0438", first(aws.ingressRule, set("cidrIpv4", "0.0.0.0/0"))),
  isRule(
    "CS-0439",
    first(
      aws.securityGroup,
      set("egress", [{ cidrBlocks: ["0.0.0.0/0"], description: "anywhere", protocol: "-1" }]),
    ),
  ),
  isRule("CS-0440", first(aws.ingressRule, set("description", undefined))),
  isRule("CS-0441", without(aws.defaultSecurityGroup)),
  isRule("CS-0442", without(aws.flowLog)),
  // Keys and buckets.
  isRule("CS-0450", first(aws.key, set("enableKeyRotation", false))),
  isRule(
    "CS-0451",
    first(aws.key, state("policy", allow({ Principal: "*", Action: "kms:*", Resource: "*" }))),
  ),
  isRule("CS-0452", first(aws.key, set("policy", undefined))),
  isRule("CS-0453", first(aws.key, set("deletionWindowInDays", 7))),
  isRule("CS-0454", first(aws.key, set("isEnabled", false))),
  isRule("CS-0455", first(aws.key, set("multiRegion", true))),
  isRule("CS-0460", first(aws.bucketPublicAccessBlock, set("ignorePublicAcls", false))),
  isRule(
    "CS-0461",
    first(
      aws.bucketPolicy,
      restate("policy", (statement) =>
        statement["Effect"] === "Deny" ? { ...statement, Action: "s3:ListBucket" } : statement,
      ),
    ),
  ),
  isRule(
    "CS-0462",
    first(aws.bucketEncryption, set("rules.0.bucketKeyEnabled", false), named("invocations")),
  ),
  isRule("CS-0463", first(aws.bucketVersioning, set("versioningConfiguration.status", "Suspended"))),
  isRule("CS-0464", without(aws.bucketLogging, named("invocations"))),
  isRule("CS-0465", first(aws.bucketOwnership, set("rule.objectOwnership", "BucketOwnerPreferred"))),
  isRule("CS-0466", first(aws.bucketLifecycle, set("rules.0.status", "Disabled"))),
  isRule(
    "CS-0467",
    first(
      aws.bucketPolicy,
      state("policy", allow({ Principal: "*", Action: "s3:GetObject", Resource: "*" })),
    ),
  ),
  isRule("CS-0468", without(aws.bucketLock)),
  isRule("CS-0469", alone(aws.bucketAcl, { acl: "public-read" })),
  isRule("CS-0470", first(aws.bucket, set("forceDestroy", true))),
  isRule(
    "CS-0471",
    both(
      alone(aws.bucketReplication, { rules: [{ destination: { bucket: "arn:aws:s3:::replica" } }] }),
      first(
        aws.bucket,
        (node) => ({ ...set("region", "us-east-1")(node), id: "replica" }),
        named("bucket-access"),
      ),
    ),
    "CS-0070",
  ),
  // Identity.
  isRule("CS-0480", alone(aws.accessKey, { user: "bot" })),
  grant("CS-0481", { Action: "s3:*", Resource: "arn:aws:s3:::a" }),
  grant("CS-0482", {
    Action: "bedrock:Create*",
    Resource: "arn:aws:bedrock:eu-central-1:111122223333:guardrail/1",
  }),
  grant("CS-0483", { Action: "s3:GetObject", Resource: "*" }),
  grant("CS-0484", { Action: "sts:AssumeRole", Resource: "arn:aws:iam::111122223333:role/*" }),
  isRule(
    "CS-0485",
    first(aws.role, set("managedPolicyArns", ["arn:aws:iam::aws:policy/AmazonBedrockFullAccess"]), workload),
  ),
  isRule(
    "CS-0486",
    first(
      aws.role,
      restate("assumeRolePolicy", ({ Condition: conditions, ...statement }) => ({
        ...statement,
        Condition: { StringLike: (conditions as Record<string, unknown>)["StringEquals"] },
      })),
      workload,
    ),
  ),
  isRule(
    "CS-0487",
    first(
      aws.role,
      state("assumeRolePolicy", allow({ Principal: { AWS: "*" }, Action: "sts:AssumeRole" })),
      workload,
    ),
  ),
  isRule(
    "CS-0488",
    first(
      aws.role,
      restate("assumeRolePolicy", (statement) => ({ ...statement, Condition: undefined })),
      named("flows-writer"),
    ),
  ),
  isRule("CS-0489", first(aws.role, set("permissionsBoundary", undefined), workload)),
  isRule("CS-0490", first(aws.identityProvider, set("clientIdLists", []))),
  grant("CS-0491", { Action: "kms:Decrypt", Resource: "arn:aws:kms:eu-central-1:111122223333:key/*" }),
  grant("CS-0417", {
    Action: invoke,
    Resource: "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/us.openai.gpt-5.5",
    Condition: {
      StringEquals: { "bedrock:GuardrailIdentifier": "g" },
      ArnEquals: {
        "bedrock:InferenceProfileArn":
          "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/1",
      },
    },
  }),
  grant("CS-0420", {
    Action: invoke,
    Resource: "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5-5",
    Condition: { StringEquals: { "bedrock:GuardrailIdentifier": "g" } },
  }),
  // Records, alerts, cost and secrets.
  isRule("CS-0500", first(aws.trail, set("isMultiRegionTrail", false))),
  isRule("CS-0501", first(aws.trail, set("enableLogFileValidation", false))),
  isRule("CS-0502", first(aws.trail, set("kmsKeyId", undefined))),
  isRule(
    "CS-0503",
    first(
      aws.trail,
      set("advancedEventSelectors", [
        { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      ]),
    ),
  ),
  isRule(
    "CS-0504",
    first(
      aws.trail,
      set("advancedEventSelectors", [
        {
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::Bedrock::Guardrail"] },
          ],
        },
      ]),
    ),
  ),
  isRule("CS-0505", first(aws.trail, set("cloudWatchLogsGroupArn", undefined))),
  isRule("CS-0506", without(aws.trail)),
  isRule("CS-0510", first(aws.logGroup, set("retentionInDays", 30))),
  isRule("CS-0511", first(aws.logGroup, set("kmsKeyId", undefined), named("flows"))),
  isRule("CS-0512", first(aws.metricAlarm, set("alarmActions", []))),
  isRule("CS-0513", first(aws.metricFilter, set("metricTransformation.name", "Unwatched"))),
  isRule("CS-0520", first(aws.topic, set("kmsMasterKeyId", "alias/aws/sns"))),
  isRule(
    "CS-0521",
    first(aws.topicPolicy, state("policy", allow({ Principal: "*", Action: "sns:Publish", Resource: "*" }))),
  ),
  isRule("CS-0522", without(aws.topicPolicy)),
  isRule("CS-0523", first(aws.topicSubscription, set("protocol", "http"))),
  isRule("CS-0530", first(aws.budget, set("notifications", []))),
  isRule("CS-0531", without(aws.budget, named("customer-service"))),
  isRule("CS-0532", without(aws.budget, named("platform"))),
  isRule("CS-0540", alone(aws.secret, { recoveryWindowInDays: 30 }), "CS-0541"),
  isRule("CS-0541", alone(aws.secret, { kmsKeyId: keyArn })),
  isRule(
    "CS-0542",
    alone(aws.secret, {
      kmsKeyId: keyArn,
      policy: JSON.stringify({
        Statement: [allow({ Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" })],
      }),
    }),
    "CS-0541",
  ),
  isRule("CS-0543", alone(aws.secret, { kmsKeyId: keyArn, recoveryWindowInDays: 0 }), "CS-0541"),
  isRule("CS-0550", first([awsProviderType], set("region", "us-east-1"))),
  isRule("CS-0551", first(aws.bucket, all(set("tags", {}), set("tagsAll", {})))),
];
