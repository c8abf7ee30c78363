import { beforeAll, describe, expect, it } from "vitest";
import type { PropertyMap, ResourceGraph, ResourceNode } from "../../graph/types";
import { awsResolver, profileRegions } from "../../tests/support/aws-resolver";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { all, only, recordStack } from "../../tests/support/record";
import { stackFile } from "../../tests/support/stack-files";

const account = "111122223333";
const region = "eu-central-1";

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

function statementsOf(node: ResourceNode, property = "policy"): readonly Statement[] {
  return (JSON.parse(text(node, property) ?? "") as { Statement: readonly Statement[] }).Statement;
}

function stack(changes: Readonly<Record<string, unknown>> = {}): Promise<ResourceGraph> {
  return recordStack("aws-prod", { ...stackFile("aws-prod"), ...changes }, { resolver: awsResolver() });
}

let graph: ResourceGraph;
let index: GraphIndex;
let custom: readonly ResourceNode[];
beforeAll(async () => {
  graph = await stack();
  index = new GraphIndex(graph);
  custom = graph.resources.filter((node) => node.custom && node.type.startsWith("aws:"));
});

const isGlobal = (type: string): boolean => /^aws:(iam|budgets)\//.test(type);
const takesNoTags =
  /(Policy|Association|Alias|Version|Ownership\w*|Block|Versioning|Configuration\w*|Logging|Filter|Subscription):\w+$/i;

describe("everything of a stack on AWS", () => {
  it("hangs under the platform, and is made by the provider of its account and region", () => {
    const provider = only(graph, "pulumi:providers:aws");
    expect(provider.inputs).toMatchObject({ region, allowedAccountIds: expect.anything() as unknown });
    expect(JSON.stringify(provider.inputs["allowedAccountIds"])).toContain(account);
    for (const node of custom) {
      expect(index.ancestors(node).map(({ type }) => type)).toContain("cornerstone:index:Platform");
      expect(node.provider, node.name).toContain(provider.urn);
    }
  });

  it("says in which region it stands, where it stands in one", () => {
    const homeless = custom.filter(({ type, inputs }) => !isGlobal(type) && inputs["region"] !== region);
    expect(homeless.map(({ name }) => name)).toEqual([]);
  });

  it("carries the tags of the platform, where it takes tags", () => {
    const untagged = custom.filter(
      ({ type, inputs }) =>
        !takesNoTags.test(type) && (inputs["tags"] as PropertyMap | undefined)?.["environment"] !== "prod",
    );
    expect(untagged.map(({ name }) => name)).toEqual([]);
  });

  it("holds no user, access key, secret or other long-lived credential", () => {
    const types = new Set(custom.map(({ type }) => type));
    for (const type of types) expect(type).not.toMatch(/iam\/(user|accessKey|group)|secret|password/i);
    const said = JSON.stringify(graph.resources.map(({ inputs, outputs }) => [inputs, outputs]));
    expect(said).not.toMatch(/\bA(KIA|SIA)[A-Z0-9]{16}\b/);
    expect(only(graph, "pulumi:providers:aws").inputs).not.toHaveProperty("accessKey");
  });

  it("is protected where it holds data, in a protected environment alone", async () => {
    const held = /^aws:(kms\/key:|s3\/bucket:|cloudwatch\/logGroup:)/;
    expect(custom.filter(({ protect }) => protect).every(({ type }) => held.test(type))).toBe(true);
    expect(custom.filter(({ type, protect }) => held.test(type) && !protect)).toEqual([]);
    const environment = stackFile("aws-prod")["cornerstone:environment"] as object;
    const open = await stack({
      "cornerstone:environment": { ...environment, protected: false },
      "cornerstone:compliance": { frameworks: [] },
    });
    expect(open.resources.filter(({ protect }) => protect)).toEqual([]);
    expect(all(open, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")).toEqual([]);
  });
});

describe("the network", () => {
  it("has no way to the internet", () => {
    const types = custom.map(({ type }) => type).join(" ");
    expect(types).not.toMatch(/internetGateway|natGateway|eip:|ec2\/route:/i);
    for (const subnet of all(graph, "aws:ec2/subnet:Subnet"))
      expect(subnet.inputs["mapPublicIpOnLaunch"]).toBe(false);
    expect(only(graph, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs).toMatchObject({
      ingress: [],
      egress: [],
    });
    expect(all(graph, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")).toEqual([]);
    const admitted = all(graph, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(admitted.map(({ inputs }) => [inputs["cidrIpv4"], inputs["fromPort"]])).toEqual([
      ["10.80.0.0/20", 443],
      ["10.40.0.0/20", 443],
    ]);
  });

  it("reaches every service in use by an endpoint that lets only this account through", () => {
    const endpoints = all(graph, "aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(endpoints.map(({ inputs }) => inputs["serviceName"]).sort()).toEqual(
      [
        "bedrock",
        "bedrock-agent",
        "bedrock-agent-runtime",
        "bedrock-runtime",
        "kms",
        "logs",
        "s3",
        "sts",
      ].map((service) => `com.amazonaws.${region}.${service}`),
    );
    for (const endpoint of endpoints) {
      const isGateway = endpoint.inputs["vpcEndpointType"] === "Gateway";
      expect(endpoint.inputs["privateDnsEnabled"]).toBe(isGateway ? undefined : true);
      for (const { Action, Condition, Resource } of statementsOf(endpoint)) {
        expect(Action.filter((action) => action.includes("*"))).toEqual([]);
        const limited =
          Condition?.["StringEquals"]?.["aws:PrincipalAccount"] === account ||
          Condition?.["StringEquals"]?.["aws:ResourceAccount"] === account;
        if (Resource === "*") expect(JSON.stringify(Condition), endpoint.name).toContain(account);
        expect(limited, endpoint.name).toBe(true);
      }
    }
  });
});

describe("roles", () => {
  const trusts = (): Record<string, readonly Statement[]> =>
    Object.fromEntries(
      all(graph, "aws:iam/role:Role").map((role) => [
        text(role, "name") ?? "",
        statementsOf(role, "assumeRolePolicy"),
      ]),
    );

  it("of workloads are assumed by their own identity, of the tenant and audience, and by nobody else", () => {
    const entra = "sts.windows.net/7e0f3f5c-1c2b-4b8e-9a57-6d1f2e3a4b5c/";
    const [own, ...others] = trusts()["contoso-prod-workload-customer-service"]!;
    expect(others).toEqual([]);
    expect(own).toMatchObject({
      Effect: "Allow",
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Condition: {
        StringEquals: {
          [`${entra}:aud`]: "api://cornerstone-aws",
          [`${entra}:sub`]: "2b9e64d0-7c15-4f83-a6d2-e0c48b17f935",
        },
      },
    });
    const automation = trusts()["contoso-prod-workload-intelligent-automation"]!;
    expect(automation[1]?.Condition?.["StringEquals"]).toEqual({
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:sub": "repo:contoso/automation:environment:aws-prod",
    });
  });

  it("are assumed by exact identities or services of this account, all of them", () => {
    for (const [role, statements] of Object.entries(trusts())) {
      expect(statements.length, role).toBeGreaterThan(0);
      for (const { Principal, Condition } of statements) {
        expect(JSON.stringify(Principal), role).not.toContain("*");
        const equal = { ...Condition?.["StringEquals"], ...Condition?.["ArnLike"] };
        const claims = Object.keys(equal);
        const exact =
          claims.some((claim) => claim.endsWith(":sub")) && claims.some((claim) => claim.endsWith(":aud"));
        expect(exact || claims.includes("aws:SourceArn"), role).toBe(true);
      }
    }
  });

  it("call models by their own profiles alone, and with the guardrail alone", () => {
    const policy = only(
      graph,
      "aws:iam/rolePolicy:RolePolicy",
      "contoso-prod-workload-customer-service-permissions",
    );
    const [profiles, models] = statementsOf(policy);
    const profileArn = `arn:aws:bedrock:${region}:${account}:InferenceProfile/contoso-prod-customer-service-chat`;
    const guardrail = `arn:aws:bedrock:${region}:${account}:Guardrail/contoso-prod-strict:1`;
    expect(profiles).toMatchObject({
      Resource: [profileArn],
      Condition: { StringEquals: { "bedrock:GuardrailIdentifier": guardrail } },
    });
    expect(models?.Resource).toEqual(
      profileRegions.map((each) => `arn:aws:bedrock:${each}::foundation-model/anthropic.claude-sonnet-5-5`),
    );
    expect(models?.Condition).toEqual({
      StringEquals: { "bedrock:GuardrailIdentifier": guardrail },
      ArnEquals: { "bedrock:InferenceProfileArn": [profileArn] },
    });
  });

  it("have no managed policy, no wildcard over models, and fit into what a role's policies hold", () => {
    expect(all(graph, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")).toEqual([]);
    for (const policy of all(graph, "aws:iam/rolePolicy:RolePolicy")) {
      expect(text(policy, "policy")!.length, policy.name).toBeLessThan(10_240);
      for (const { Action, Resource } of statementsOf(policy)) {
        expect(Action.filter((action) => action.includes("*"))).toEqual([]);
        if (Action.includes("bedrock:InvokeModel")) expect(JSON.stringify(Resource)).not.toContain("*");
      }
    }
  });

  it("can do nothing before calls are recorded", () => {
    const setting = only(
      graph,
      "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
    );
    const callers = all(graph, "aws:iam/rolePolicy:RolePolicy").filter(({ name }) =>
      /-(workload-.*|gateway)-permissions$/.test(name),
    );
    expect(callers).toHaveLength(5);
    for (const caller of callers) expect(index.dependsOn(caller, setting), caller.name).toBe(true);
  });
});

describe("records", () => {
  it("hold the whole of every call, encrypted, for as long as is declared", () => {
    const setting = only(
      graph,
      "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
    );
    expect(setting.inputs["loggingConfig"]).toMatchObject({
      textDataDeliveryEnabled: true,
      imageDataDeliveryEnabled: true,
      embeddingDataDeliveryEnabled: true,
    });
    for (const group of all(graph, "aws:cloudwatch/logGroup:LogGroup")) {
      expect(group.inputs["retentionInDays"]).toBe(365);
      expect(text(group, "kmsKeyId"), group.name).toContain(":kms:");
    }
  });

  it("are written into buckets whose policy stands already", () => {
    const policies = all(graph, "aws:s3/bucketPolicy:BucketPolicy");
    const writers = [
      only(graph, "aws:cloudtrail/trail:Trail"),
      only(graph, "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration"),
    ];
    for (const writer of writers)
      expect(policies.filter((policy) => index.dependsOn(writer, policy)).length).toBeGreaterThan(0);
  });

  it("lie in buckets that are private, versioned, encrypted, and refuse what is not TLS", () => {
    const buckets = all(graph, "aws:s3/bucket:Bucket");
    expect(buckets).toHaveLength(3);
    for (const { name } of buckets) {
      const part = (type: string, suffix: string) =>
        only(graph, `aws:s3/${type}`, `${name}-${suffix}`).inputs;
      expect(part("bucketPublicAccessBlock:BucketPublicAccessBlock", "public-access")).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(part("bucketVersioning:BucketVersioning", "versioning")).toMatchObject({
        versioningConfiguration: { status: "Enabled" },
      });
      const [rule] = part(
        "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "encryption",
      )["rules"] as PropertyMap[];
      const algorithm = name.endsWith("-bucket-access") ? "AES256" : "aws:kms";
      expect(rule!["applyServerSideEncryptionByDefault"]).toMatchObject({ sseAlgorithm: algorithm });
      const policy = only(graph, "aws:s3/bucketPolicy:BucketPolicy", `${name}-policy`);
      const denied = statementsOf(policy).filter(({ Effect }) => Effect === "Deny");
      expect(denied.map(({ Sid }) => Sid)).toEqual([
        "EncryptedTransportOnly",
        "Tls12AndNewer",
        "ThisAccountOnly",
      ]);
    }
  });

  it("of who did what cannot be deleted before their time; prompts can, for a person may ask for it", () => {
    const locks = all(graph, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
    expect(locks.map(({ name }) => name)).toEqual(["contoso-prod-trail-records-lock"]);
  });
});

describe("the key", () => {
  it("rotates, and lets administrators manage it but not decrypt with it", () => {
    const key = only(graph, "aws:kms/key:Key");
    expect(key.inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30 });
    const statements = statementsOf(key);
    for (const { Sid, Principal, Condition, Action } of statements) {
      expect(JSON.stringify(Principal), Sid).not.toContain('"*"');
      if (Action.some((action) => action.startsWith("kms:Decrypt"))) expect(Condition, Sid).toBeDefined();
    }
    const administration = statements.find(({ Sid }) => Sid === "Administration");
    expect(administration?.Action.filter((action) => /crypt|DataKey|\*/i.test(action))).toEqual([]);
  });
});

describe("alarms and budgets", () => {
  it("tell people by a topic that lets them write", () => {
    const policy = only(graph, "aws:sns/topicPolicy:TopicPolicy");
    const topic = text(only(graph, "aws:sns/topic:Topic"), "kmsMasterKeyId");
    expect(topic).toContain(":kms:");
    const alarms = all(graph, "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(alarms).toHaveLength(6 * 3 + 2 + 8);
    for (const alarm of alarms) expect(index.dependsOn(alarm, policy), alarm.name).toBe(true);
    const budgets = all(graph, "aws:budgets/budget:Budget");
    const amounts = budgets.map(
      (budget) => `${text(budget, "name") ?? ""} ${text(budget, "limitAmount") ?? ""}`,
    );
    expect(amounts.sort()).toEqual([
      "contoso-prod-platform 3000",
      "contoso-prod-workload-customer-service 900",
      "contoso-prod-workload-intelligent-automation 500",
      "contoso-prod-workload-personalised-marketing 600",
      "contoso-prod-workload-predictive-analytics 400",
    ]);
  });
});

describe("outputs", () => {
  it("are what the Azure side reads by a stack reference", () => {
    const outputs = only(graph, "pulumi:pulumi:Stack").outputs as unknown as Record<string, never>;
    expect(outputs).toMatchObject({
      region,
      accountId: account,
      federation: { audience: "api://cornerstone-aws" },
      models: {
        chat: {
          modelId: "anthropic.claude-sonnet-5-5",
          inferenceProfileArn: `arn:aws:bedrock:${region}:${account}:inference-profile/eu.anthropic.claude-sonnet-5-5`,
          destinations: [...profileRegions],
          guardrailVersion: "1",
        },
      },
      workloads: {
        "personalised-marketing": {
          roleArn: expect.stringContaining("contoso-prod-workload-personalised-marketing") as unknown,
          inferenceProfiles: { copywriting: expect.any(String) as unknown },
        },
      },
      gatewayRoleArn: expect.stringContaining("contoso-prod-gateway") as unknown,
    });
  });
});

describe("provisioned units", () => {
  it("are called instead of a profile, still with the guardrail alone", async () => {
    const aws = structuredClone(stackFile("aws-prod")["cornerstone:aws"]) as {
      models: Record<string, unknown>[];
    };
    aws.models[0] = {
      name: "chat",
      profile: "openai.gpt-oss-120b",
      guardrail: "strict",
      provisionedUnits: 2,
    };
    const provisioned = await stack({ "cornerstone:aws": aws });
    const units = only(provisioned, "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput");
    expect(units.inputs).toMatchObject({ modelUnits: 2 });
    expect(units.inputs).not.toHaveProperty("commitmentDuration");
    const policy = only(
      provisioned,
      "aws:iam/rolePolicy:RolePolicy",
      "contoso-prod-workload-customer-service-permissions",
    );
    expect(statementsOf(policy).map(({ Sid }) => Sid)).toEqual(["Profiles1", "Guardrails", "ReadGuardrails"]);
    expect(statementsOf(policy)[0]?.Resource).toEqual([
      text(units, "provisionedModelArn") ?? units.outputs["provisionedModelArn"],
    ]);
  });
});
