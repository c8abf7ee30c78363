import { trusts } from "./aws-identity";
import { bucket, bucketPolicy } from "./aws-storage";
import { type Declared, type Row, aws, of } from "./row";

const guardrail = (more: object = {}, as = "guardrail", name = "strict"): Declared =>
  aws(as, "bedrock.Guardrail", {
    name,
    blockedInputMessaging: "no",
    blockedOutputsMessaging: "no",
    contentPolicyConfig: {
      filtersConfigs: [{ type: "HATE", inputStrength: "HIGH", outputStrength: "HIGH" }],
    },
    ...more,
  });
const attack = (outputStrength: string): Declared =>
  guardrail({
    contentPolicyConfig: {
      filtersConfigs: [{ type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength }],
    },
  });
const three = [guardrail(), guardrail({}, "second", "mild"), guardrail({}, "third", "none")];
const version = (guardrailArn: unknown): Declared =>
  aws("version", "bedrock.GuardrailVersion", { guardrailArn });
const role = aws("role", "iam.Role", {
  name: "{slug}-agent",
  assumeRolePolicy: trusts("bedrock.amazonaws.com"),
});
const agent = (guardrailVersion: string): Declared =>
  aws("agent", "bedrock.AgentAgent", {
    agentName: "clerk",
    agentResourceRoleArn: of("role", "arn"),
    foundationModel: "eu.anthropic.claude-sonnet-5-5",
    guardrailConfigurations: [{ guardrailIdentifier: of("guardrail", "guardrailId"), guardrailVersion }],
  });

const model = "arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0";
const profile = (copyFrom: string, as = "profile", name = "chat"): Declared =>
  aws(as, "bedrock.InferenceProfile", { name, modelSource: { copyFrom } });
const logging = aws(
  "logging",
  "bedrockmodel.InvocationLoggingConfiguration",
  {
    loggingConfig: {
      textDataDeliveryEnabled: true,
      s3Config: { bucketName: "{slug}-data", keyPrefix: "prompts" },
    },
  },
  ["bucket", "policy"],
);

/** Bedrock. Two guardrails and two profiles of one's own are all that an account has here. */
export const awsBedrock: readonly Row[] = [
  {
    name: "a guardrail that filters attacks on the way out",
    proves: "400 ValidationException aws/behaviours/guardrails.ts",
    says: "The output strength of the PROMPT_ATTACK content filter must be NONE.",
    refused: [attack("HIGH")],
    recovered: [attack("NONE")],
  },
  {
    name: "a guardrail of a name that there is",
    proves: "409 ConflictException aws/behaviours/guardrails.ts",
    says: "Another guardrail with the name strict already exists.",
    before: [guardrail()],
    refused: [guardrail(), guardrail({}, "second")],
    recovered: [guardrail(), guardrail({}, "second", "mild")],
  },
  {
    name: "a guardrail beyond the quota",
    proves: "400 ServiceQuotaExceededException aws/behaviours/guardrails.ts",
    says: "The number of guardrails in the account has reached its quota of 2.",
    before: three.slice(0, 2),
    refused: three,
    recovered: three.slice(0, 2),
  },
  {
    name: "a version of a guardrail that is not there",
    proves: "404 ResourceNotFoundException aws/behaviours/guardrails.ts",
    says: "The guardrail with identifier arn:aws:bedrock:eu-central-1:{account}:guardrail/none does not exist.",
    before: [guardrail()],
    refused: [guardrail(), version("arn:aws:bedrock:eu-central-1:{account}:guardrail/none")],
    recovered: [guardrail(), version(of("guardrail", "guardrailArn"))],
  },
  {
    name: "an agent under a version of a guardrail that is not there",
    proves: "404 ResourceNotFoundException aws/behaviours/bedrock-models.ts",
    says: "with the version 7 was not found.",
    before: [role, guardrail()],
    refused: [role, guardrail(), agent("7")],
    recovered: [role, guardrail(), agent("DRAFT")],
  },
  {
    name: "a guardrail that goes before its agent",
    proves: "409 ConflictException aws/behaviours/guardrails.ts",
    says: "is in use by the agent ",
    before: [role, guardrail(), agent("DRAFT")],
    refused: [role, agent("DRAFT")],
    recovered: [role, guardrail()],
  },
  {
    name: "a profile of a geography of which the region is not",
    proves: "400 ValidationException aws/behaviours/bedrock-models.ts",
    says: "The model or inference profile us.anthropic.claude-sonnet-5-5 is not available in eu-central-1.",
    refused: [
      profile("arn:aws:bedrock:eu-central-1:{account}:inference-profile/us.anthropic.claude-sonnet-5-5"),
    ],
    recovered: [
      profile("arn:aws:bedrock:eu-central-1:{account}:inference-profile/eu.anthropic.claude-sonnet-5-5"),
    ],
  },
  {
    name: "a profile of a name that there is",
    proves: "409 ConflictException aws/behaviours/bedrock-models.ts",
    says: "An inference profile with the name chat already exists.",
    before: [profile(model)],
    refused: [profile(model), profile(model, "again")],
    recovered: [profile(model), profile(model, "again", "chat-2")],
  },
  {
    name: "a profile beyond the quota",
    proves: "400 ServiceQuotaExceededException aws/behaviours/bedrock-models.ts",
    says: "The number of application inference profiles in the account has reached its quota of 2.",
    before: [profile(model), profile(model, "second", "chat-2")],
    refused: [profile(model), profile(model, "second", "chat-2"), profile(model, "third", "chat-3")],
    recovered: [profile(model), profile(model, "second", "chat-2")],
  },
  {
    name: "a data source of a knowledge base that is not there",
    proves: "404 ResourceNotFoundException aws/types",
    says: "Failed to retrieve resource because it doesn't exist.",
    before: [bucket()],
    refused: [
      bucket(),
      aws("source", "bedrock.AgentDataSource", {
        name: "files",
        knowledgeBaseId: "NONE123456",
        dataSourceConfiguration: {
          type: "S3",
          s3Configuration: { bucketArn: "arn:aws:s3:::{slug}-data" },
        },
      }),
    ],
    recovered: [bucket()],
  },
  {
    name: "a log of calls to a bucket that Bedrock may not write to",
    proves: "400 ValidationException aws/behaviours/invocation-logging.ts",
    says: "Failed to validate permissions for S3 bucket: {slug}-data, with key prefix: prompts.",
    before: [bucket()],
    refused: [bucket(), logging],
    recovered: [
      bucket(),
      bucketPolicy({
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::{slug}-data/prompts/AWSLogs/{account}/BedrockModelInvocationLogs/*",
        Principal: { Service: "bedrock.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "{account}" } },
      }),
      logging,
    ],
  },
];
