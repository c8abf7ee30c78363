import { describe, expect, it } from "vitest";
import {
  document as policyOf,
  expectAwsRefusal,
  guardrailInputs,
  testAws,
  testProvider,
  trust,
} from "../test-aws";
import { scalarText } from "../text";

const systemProfile = (id: string, region = "eu-central-1") =>
  `arn:aws:bedrock:${region}:111122223333:inference-profile/${id}`;
const foundationModel = (id: string, region = "eu-central-1") =>
  `arn:aws:bedrock:${region}::foundation-model/${id}`;

describe("a guardrail", () => {
  it("guards something, and does not filter attacks on the way out", async () => {
    const aws = testAws();
    const { contentPolicyConfig, ...words } = guardrailInputs;
    await expectAwsRefusal(
      aws.up("bedrock.Guardrail", "g", words),
      "ValidationException",
      "At least one policy must be configured for the guardrail.",
    );
    const attack = (outputStrength: string) => ({
      ...words,
      contentPolicyConfig: {
        filtersConfigs: [
          ...contentPolicyConfig.filtersConfigs,
          { type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength },
        ],
      },
    });
    await expectAwsRefusal(
      aws.up("bedrock.Guardrail", "g", attack("HIGH")),
      "ValidationException",
      "The output strength of the PROMPT_ATTACK content filter must be NONE.",
    );
    await aws.up("bedrock.Guardrail", "g", attack("NONE"));
    await expect(aws.up("bedrock.Guardrail", "g", attack("MAX"))).rejects.toThrow(
      "expected content_policy_config.filters_configs.1.output_strength to be one of",
    );
  });

  it("and a profile count towards quotas, which a scenario may set", async () => {
    const scenario = { name: "few", description: "", quotas: { "aws.guardrails": 1, "*": 0 } };
    const aws = testAws({}, { scenario });
    await aws.up("bedrock.Guardrail", "first", guardrailInputs);
    await expectAwsRefusal(
      aws.up("bedrock.Guardrail", "second", guardrailInputs),
      "ServiceQuotaExceededException",
      "The number of guardrails in the account has reached its quota of 1.",
    );
    const copyFrom = foundationModel("amazon.nova-lite-v1:0");
    await expectAwsRefusal(
      aws.up("bedrock.InferenceProfile", "p", { name: "p", modelSource: { copyFrom } }),
      "ServiceQuotaExceededException",
      "The number of application inference profiles in the account has reached its quota of 0.",
    );
    await expectAwsRefusal(
      aws.up("ec2.Vpc", "v", { cidrBlock: "10.0.0.0/16" }),
      "VpcLimitExceeded",
      "The maximum number of VPCs has been reached.",
    );
  });

  it("has its name once, and stays while an agent speaks under it", async () => {
    const aws = testAws();
    const named = { ...guardrailInputs, name: "strict" };
    const guardrail = await aws.up("bedrock.Guardrail", "g", named);
    await expectAwsRefusal(
      aws.up("bedrock.Guardrail", "again", named),
      "ConflictException",
      "Another guardrail with the name strict already exists.",
    );
    const agent = (guardrailVersion: string) =>
      aws.up("bedrock.AgentAgent", "a", {
        agentName: "clerk",
        agentResourceRoleArn: "arn:aws:iam::111122223333:role/clerk",
        foundationModel: "eu.anthropic.claude-sonnet-5-5",
        guardrailConfigurations: [
          { guardrailIdentifier: guardrail.outputs["guardrailId"] ?? "", guardrailVersion },
        ],
      });
    await expectAwsRefusal(
      agent("7"),
      "ResourceNotFoundException",
      /^The guardrail \w+ with the version 7 was not found\.$/,
    );
    const clerk = await agent("DRAFT");
    await expectAwsRefusal(aws.down(guardrail), "ConflictException", /is in use by the agent \w{10}\.$/);
    await aws.down(clerk);
    await aws.down(guardrail);
  });

  it("has versions that count up and never come back", async () => {
    const aws = testAws();
    const guardrail = await aws.up("bedrock.Guardrail", "g", guardrailInputs);
    const arn = scalarText(guardrail.outputs["guardrailArn"]);
    const version = (guardrailArn: string) => aws.up("bedrock.GuardrailVersion", "v", { guardrailArn });
    const first = await version(arn);
    expect(first.id).toBe(`${arn},1`);
    await aws.down(first);
    expect((await version(arn)).outputs["version"]).toBe("2");
    await expectAwsRefusal(
      version(`${arn}x`),
      "ResourceNotFoundException",
      `The guardrail with identifier ${arn}x does not exist.`,
    );
  });
});

describe("an inference profile", () => {
  const profile = (copyFrom: string, aws = testAws()) =>
    aws.up("bedrock.InferenceProfile", "chat", { modelSource: { copyFrom } });

  it("of AWS's for a geography reaches every region of it, and no other", async () => {
    const { outputs, id } = await profile(systemProfile("eu.anthropic.claude-sonnet-5-5"));
    expect(id).toMatch(
      /^arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile\/[a-z0-9]{12}$/,
    );
    const arns = (outputs["models"] as { modelArn: string }[]).map(({ modelArn }) => modelArn);
    expect(arns).toContain(foundationModel("anthropic.claude-sonnet-5-5", "eu-west-1"));
    expect(arns.every((arn) => /^arn:aws:bedrock:eu-[\w-]+::foundation-model\//.test(arn))).toBe(true);
  });

  it("of a model in its region reaches that region alone; a global one reaches all", async () => {
    const own = await profile(foundationModel("amazon.nova-lite-v1:0"));
    expect(own.outputs["models"]).toEqual([{ modelArn: foundationModel("amazon.nova-lite-v1:0") }]);
    const all = await profile(systemProfile("global.anthropic.claude-sonnet-5"));
    expect(all.outputs["models"]).toEqual([
      { modelArn: foundationModel("anthropic.claude-sonnet-5") },
      { modelArn: "arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-5" },
    ]);
  });

  it.each([
    [
      "a geography of which the region is not",
      systemProfile("us.anthropic.claude-sonnet-5-5"),
      "The model or inference profile us.anthropic.claude-sonnet-5-5 is not available in eu-central-1.",
    ],
    [
      "a model of OpenAI for the EU, which there is not",
      systemProfile("eu.openai.gpt-6-sol"),
      "The provided model identifier is invalid.",
    ],
    [
      "another region",
      systemProfile("eu.anthropic.claude-sonnet-5-5", "eu-west-1"),
      "The provided model identifier is invalid.",
    ],
    ["a model that is none", foundationModel("contoso.gpt"), "The provided model identifier is invalid."],
    [
      "a model that is called by profile alone",
      foundationModel("anthropic.claude-mythos-5"),
      "The model or inference profile anthropic.claude-mythos-5 is not available in eu-central-1.",
    ],
  ])("is refused for %s", async (_, copyFrom, message) => {
    await expectAwsRefusal(profile(copyFrom), "ValidationException", message);
  });

  it("is taken in the geography that has it", async () => {
    const aws = testAws();
    const home = testProvider(aws.cloud, { region: "us-east-1" });
    await profile(systemProfile("us.openai.gpt-6-sol", "us-east-1"), home);
  });
});

describe("provisioned throughput", () => {
  const units = (aws: ReturnType<typeof testAws>, commitmentDuration?: string) =>
    aws.up("bedrock.ProvisionedModelThroughput", "t", {
      provisionedModelName: "chat",
      modelArn: foundationModel("amazon.nova-pro-v1:0"),
      modelUnits: 1,
      ...(commitmentDuration && { commitmentDuration }),
    });

  it("has its name once, and ends when it is not committed", async () => {
    const aws = testAws();
    const made = await units(aws);
    await expectAwsRefusal(
      units(aws),
      "ValidationException",
      /^The provisioned model name chat is already in use/,
    );
    await aws.down(made);
    await units(aws);
  });

  it("is paid for to the end of its commitment", async () => {
    const aws = testAws();
    const made = await units(aws, "OneMonth");
    await expectAwsRefusal(
      aws.down(made),
      "ConflictException",
      /before its commitment ends on 2026-12-01\.$/,
    );
  });
});

describe("a knowledge base", () => {
  it("needs a role that is there and a model that can be called, and goes after its sources", async () => {
    const aws = testAws();
    const base = (name: string, embeddingModelArn: string) =>
      aws.up("bedrock.AgentKnowledgeBase", "kb", {
        name: "manuals",
        roleArn: `arn:aws:iam::111122223333:role/${name}`,
        knowledgeBaseConfiguration: {
          type: "VECTOR",
          vectorKnowledgeBaseConfiguration: { embeddingModelArn },
        },
      });
    const model = foundationModel("amazon.nova-2-multimodal-embeddings-v1:0");
    await expectAwsRefusal(
      base("ghost", model),
      "ValidationException",
      "Bedrock Knowledge Base was unable to assume the given role. Provide the proper permissions and retry the request.",
    );
    await aws.up("iam.Role", "r", { name: "kb", assumeRolePolicy: trust });
    await expectAwsRefusal(
      base("kb", foundationModel("contoso.embed")),
      "ValidationException",
      /identifier is invalid/,
    );
    const made = await base("kb", model);
    await expectAwsRefusal(
      base("kb", model),
      "ConflictException",
      "KnowledgeBase with name manuals already exists.",
    );
    const source = await aws.up("bedrock.AgentDataSource", "s", {
      knowledgeBaseId: made.id,
      dataSourceConfiguration: { type: "S3", s3Configuration: { bucketArn: "arn:aws:s3:::manuals" } },
    });
    await expectAwsRefusal(aws.down(made), "ConflictException", /still has the data source \w{10}\.$/);
    await aws.down(source);
    await aws.down(made);
  });
});

describe("invocation logging", () => {
  const bucketName = "contoso-invocations";
  const writer = "arn:aws:iam::111122223333:role/log-writer";
  const config = {
    s3Config: { bucketName, keyPrefix: "bedrock" },
    cloudwatchConfig: { logGroupName: "/bedrock", roleArn: writer },
  };
  const logging = (aws: ReturnType<typeof testAws>, loggingConfig: object) =>
    aws.up("bedrockmodel.InvocationLoggingConfiguration", "l", { loggingConfig: loggingConfig as never });

  it("is taken when Bedrock may write to the bucket and as the role", async () => {
    const aws = testAws();
    const toBucket = () => logging(aws, { s3Config: config.s3Config });
    const refused = `Failed to validate permissions for S3 bucket: ${bucketName}, with key prefix: bedrock. Verify the S3 bucket policy is correct.`;
    await expectAwsRefusal(toBucket(), "ValidationException", refused);
    await aws.up("s3.Bucket", "b", { bucket: bucketName });
    await expectAwsRefusal(toBucket(), "ValidationException", refused);
    const write = {
      Effect: "Allow",
      Principal: { Service: "bedrock.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${bucketName}/*`,
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    };
    await aws.up("s3.BucketPolicy", "p", { bucket: bucketName, policy: policyOf(write) });
    expect((await toBucket()).id).toBe("eu-central-1");

    const refusedGroup = `Failed to validate permissions for log group: /bedrock, with role: ${writer}. Verify the IAM role permissions are correct.`;
    await expectAwsRefusal(logging(aws, config), "ValidationException", refusedGroup);
    await aws.up("cloudwatch.LogGroup", "g", { name: "/bedrock" });
    await aws.up("iam.Role", "w", { name: "log-writer", assumeRolePolicy: trust });
    await expectAwsRefusal(logging(aws, config), "ValidationException", refusedGroup);
    const put = {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: "arn:aws:logs:*:*:log-group:/bedrock:*",
    };
    await aws.up("iam.RolePolicy", "rp", { role: "log-writer", policy: policyOf(put) });
    await logging(aws, config);
  });
});
