import { describe, expect, it } from "vitest";
import { builtInScenarios } from "../scenarios/built-in";
import { resourceFacts } from "../schema/index";
import { type Values, unknownValue } from "../provider/core";
import {
  type TestAws,
  document as policyOf,
  expectAwsRefusal,
  guardrailInputs,
  testAws,
  testProvider,
  tokenOf,
  trust,
} from "./test-aws";

const network = { cidrBlock: "10.80.0.0/20" };

describe("check", () => {
  it("names what has no name as the bridged provider does: a dash and seven digits of the engine's seed", async () => {
    const aws = testAws();
    const role = await aws.up("iam.Role", "reader", { assumeRolePolicy: trust });
    expect(role.id).toMatch(/^reader-[0-9a-f]{7}$/);
    const again = aws.provider.check({
      urn: role.urn,
      type: role.type,
      olds: role.inputs,
      news: { assumeRolePolicy: trust },
      randomSeed: Buffer.from("another seed"),
    });
    expect(again.inputs["name"]).toBe(role.id);
    expect(again.inputs["__defaults"]).toEqual(["forceDetachPolicies", "maxSessionDuration", "name", "path"]);
  });

  it("gives the seed's digits of Pulumi's own recorded traffic", () => {
    const { inputs } = testAws().provider.check({
      urn: "urn:pulumi:s::p::aws:s3/bucket:Bucket::Logs",
      type: "aws:s3/bucket:Bucket",
      news: {},
      randomSeed: "yZAu6dnqETUx+66jt748MIgO2+9KKCbMEgfurTL+quY=",
    });
    // A bucket's name is in lower case.
    expect(inputs["bucket"]).toBe("logs-8979559");
  });

  it("does not name what has a prefix, and refuses both", async () => {
    const aws = testAws();
    const prefixed = await aws.up("s3.Bucket", "logs", { bucketPrefix: "logs-" });
    expect(prefixed.inputs["bucket"]).toBeUndefined();
    expect(prefixed.id).toMatch(/^logs-202611010000000000[0-9a-f]{8}$/);
    await expect(
      aws.up("iam.Role", "r", { name: "r", namePrefix: "r-", assumeRolePolicy: trust }),
    ).rejects.toThrow(
      "Conflicting configuration arguments: \"name\": conflicts with name_prefix. Examine values at 'r.name'.",
    );
  });

  it("takes the region of the provider, and the tags that everything gets", async () => {
    const aws = testAws({ defaultTags: JSON.stringify({ tags: { owner: "platform", stage: "prod" } }) });
    const { inputs, outputs } = await aws.up("ec2.Vpc", "net", { ...network, tags: { stage: "dev" } });
    expect(inputs["region"]).toBe("eu-central-1");
    expect(inputs["tags"]).toEqual({ stage: "dev" });
    expect(outputs["tagsAll"]).toEqual({ owner: "platform", stage: "dev" });
  });

  it.each([
    ["a missing input", "ec2.Subnet", { cidrBlock: "10.80.0.0/24" }, "Missing required property 'vpcId'"],
    [
      "a type",
      "iam.Role",
      { assumeRolePolicy: trust, maxSessionDuration: "long" },
      "expected number value, got string. Examine values at 'x.maxSessionDuration'.",
    ],
    [
      "a value",
      "cloudwatch.LogGroup",
      { retentionInDays: 42 },
      /^expected retention_in_days to be one of \[0 1 3 .*\], got 42\. Examine values at 'x\.retentionInDays'\.$/,
    ],
    [
      "a range",
      "kms.Key",
      { deletionWindowInDays: 3 },
      "expected deletion_window_in_days to be in the range (7 - 30), got 3. Examine values at 'x.deletionWindowInDays'.",
    ],
    [
      "a length",
      "iam.Role",
      { assumeRolePolicy: trust, name: "r".repeat(65) },
      /^expected length of name to be in the range \(1 - 64\), got r{65}/,
    ],
    [
      "a policy that is no JSON",
      "iam.Policy",
      { policy: "deny" },
      "\"policy\" contains an invalid JSON policy: not a JSON object. Examine values at 'x.policy'.",
    ],
    [
      "a block with bits beyond its length",
      "ec2.Vpc",
      { cidrBlock: "10.80.0.1/20" },
      '"10.80.0.1/20" is not a valid IPv4 CIDR block; did you mean "10.80.0.0/20"?. Examine values at \'x.cidrBlock\'.',
    ],
    [
      "one of several, none of them",
      "ec2.VpcEndpoint",
      { vpcId: "vpc-1" },
      /^Invalid combination of arguments: "resource_configuration_arn": one of `resource_configuration_arn,service_name,service_network_arn` must be specified/,
    ],
    [
      "a bucket's name",
      "s3.Bucket",
      { bucket: "My_Logs" },
      /^only lowercase alphanumeric characters and hyphens allowed in "bucket": "My_Logs"/,
    ],
  ])("refuses %s in the provider's words", async (_, token, inputs, reason) => {
    await expect(testAws().up(token, "x", inputs)).rejects.toThrow(reason);
  });

  it("passes what is not known yet", () => {
    const { inputs, failures } = testAws().provider.check({
      urn: "urn:pulumi:s::p::aws:iam/role:Role::r",
      type: "aws:iam/role:Role",
      news: { assumeRolePolicy: unknownValue, tags: { a: unknownValue } },
      randomSeed: Buffer.from("seed"),
    });
    expect(failures).toEqual([]);
    expect(inputs["tagsAll"]).toBe(unknownValue);
  });

  it("makes a text of a policy that is passed as an object", async () => {
    const { inputs } = await testAws().up("iam.Role", "r", { assumeRolePolicy: JSON.parse(trust) as never });
    expect(inputs["assumeRolePolicy"]).toBe(trust);
  });
});

describe("diff", () => {
  const diff = (aws: TestAws, token: string, oldInputs: object, news: object) =>
    aws.provider.diff({
      urn: "u",
      type: tokenOf(token),
      id: "i",
      oldInputs: oldInputs as never,
      news: news as never,
    });

  it("sees no change where a policy says the same", () => {
    const news = { policy: '{ "Statement": [], "Version": "2012-10-17" }' };
    const old = { policy: '{"Version":"2012-10-17","Statement":[]}' };
    expect(diff(testAws(), "iam.Policy", old, news).changes).toBe(false);
  });

  it("replaces for a new block, and deletes first only what has a name of the program's choice", () => {
    const aws = testAws();
    expect(diff(aws, "ec2.Vpc", network, { cidrBlock: "10.81.0.0/20" })).toMatchObject({
      replaces: ["cidrBlock"],
      deleteBeforeReplace: false,
    });
    const named = { name: "r", path: "/" };
    expect(
      diff(aws, "iam.Role", { ...named, __defaults: [] }, { name: "r", path: "/x/", __defaults: [] }),
    ).toMatchObject({
      replaces: ["path"],
      deleteBeforeReplace: true,
    });
    expect(diff(aws, "iam.Role", named, { name: "r", path: "/x/", __defaults: ["name"] })).toMatchObject({
      deleteBeforeReplace: false,
    });
  });

  it("replaces for another region, and for a change inside a property that replaces", () => {
    const aws = testAws();
    expect(diff(aws, "ec2.Vpc", { region: "eu-west-1" }, { region: "eu-west-3" }).replaces).toEqual([
      "region",
    ]);
    expect(
      diff(
        aws,
        "bedrock.InferenceProfile",
        { modelSource: { copyFrom: "a" } },
        { modelSource: { copyFrom: "b" } },
      ).replaces,
    ).toEqual(["modelSource.copyFrom"]);
  });
});

describe("preview", () => {
  it("shows inputs as they are, and what the service computes as unknown", async () => {
    const { provider } = testAws();
    const { inputs } = provider.check({
      urn: "urn:pulumi:s::p::aws:ec2/vpc:Vpc::v",
      type: "aws:ec2/vpc:Vpc",
      news: network,
      randomSeed: Buffer.from("seed"),
    });
    const { id, outputs } = await provider.create({
      urn: "u",
      type: "aws:ec2/vpc:Vpc",
      inputs,
      preview: true,
    });
    expect(id).toBe("");
    expect(outputs).toMatchObject({
      cidrBlock: "10.80.0.0/20",
      arn: unknownValue,
      defaultSecurityGroupId: unknownValue,
      region: "eu-central-1",
      tagsAll: {},
    });
    expect("ipv4IpamPoolId" in outputs).toBe(false);
  });

  it("keeps what an update does not touch", async () => {
    const aws = testAws();
    const vpc = await aws.up("ec2.Vpc", "net", network);
    const { outputs } = await aws.provider.update({
      ...vpc,
      inputs: { ...vpc.inputs, enableDnsHostnames: true },
      oldInputs: vpc.inputs,
      oldOutputs: vpc.outputs,
      preview: true,
    });
    expect(outputs).toEqual({ ...vpc.outputs, enableDnsHostnames: true });
  });
});

describe("a resource", () => {
  it("is made, read, changed, read again and removed", async () => {
    const aws = testAws();
    const guardrail = await aws.up("bedrock.Guardrail", "strict", guardrailInputs);
    expect(guardrail.id).toMatch(/^[a-z0-9]{12}__DRAFT$/);
    expect(guardrail.outputs["guardrailArn"]).toBe(
      `arn:aws:bedrock:eu-central-1:111122223333:guardrail/${guardrail.id.slice(0, 12)}`,
    );
    expect(await aws.read(guardrail)).toEqual(guardrail.outputs);
    const changed = await aws.change(guardrail, { ...guardrailInputs, description: "strict" });
    expect(await aws.read(changed)).toMatchObject({
      description: "strict",
      guardrailArn: guardrail.outputs["guardrailArn"],
    });
    await aws.down(changed);
    expect(await aws.read(changed)).toEqual({});
    await aws.down(changed);
  });

  it("has the same IDs in every cloud of the same seed, and others in one of another", async () => {
    const id = async (seed: string) => (await testAws({}, { seed }).up("ec2.Vpc", "net", network)).id;
    expect(await id("a")).toBe(await id("a"));
    expect(await id("a")).not.toBe(await id("b"));
  });

  it("is another one when it is made again", async () => {
    const aws = testAws();
    const first = await aws.up("ec2.Vpc", "net", network);
    await aws.down(first);
    expect((await aws.up("ec2.Vpc", "net", network)).id).not.toBe(first.id);
  });

  it("shows in a refresh what somebody else changed", async () => {
    const aws = testAws();
    const made = await aws.up("bedrock.Guardrail", "strict", guardrailInputs);
    await aws.change(made, { ...guardrailInputs, blockedInputMessaging: "never" });
    const { inputs } = await aws.provider.read(made);
    expect(inputs["blockedInputMessaging"]).toBe("never");
    expect({ ...inputs, blockedInputMessaging: "no" }).toEqual(made.inputs);
  });

  it.each([
    ["rule", "vpc.SecurityGroupIngressRule", "InvalidSecurityGroupRuleId.NotFound"],
    ["endpoint", "ec2.VpcEndpoint", "InvalidVpcEndpointId.NotFound"],
    ["trail", "cloudtrail.Trail", "TrailNotFoundException"],
  ] as const)("is refused an update when somebody has removed it: a %s", async (_, type, code) => {
    const aws = testAws();
    const made = await aws.up(type, "gone", await needsOf(type, aws));
    await aws.down(made);
    await expectAwsRefusal(aws.change(made, { ...made.inputs, tags: { owner: "platform" } }), code, /\S/);
  });

  it("is imported by its ID, of another region as well", async () => {
    const aws = testAws();
    const abroad = testProvider(aws.cloud, { region: "eu-west-1" });
    const { urn, type, id } = await abroad.up("ec2.Vpc", "net", network);
    expect((await aws.provider.read({ urn, type, id })).id).toBe("");
    const found = await aws.provider.read({ urn, type, id: `${id}@eu-west-1` });
    expect(found).toMatchObject({ id, inputs: { cidrBlock: "10.80.0.0/20", region: "eu-west-1" } });
  });

  it("of a type without a row works generically", async () => {
    const aws = testAws();
    const made = await aws.up("ec2.KeyPair", "k", { publicKey: "ssh-ed25519 AAAA" });
    expect(made.outputs["arn"]).toBe(`arn:aws:ec2:eu-central-1:111122223333:key-pair/${made.id}`);
    expect(resourceFacts(made.type)!.outputs.has("arn")).toBe(true);
    await aws.down(made);
  });
});

describe("places", () => {
  it("hold their own: a network of one region is not seen in another", async () => {
    const aws = testAws();
    const { id } = await aws.up("ec2.Vpc", "net", network);
    const abroad = testProvider(aws.cloud, { region: "us-east-1" });
    const refusal = await expectAwsRefusal(
      abroad.up("ec2.Subnet", "s", { vpcId: id, cidrBlock: "10.80.0.0/24" }),
      "InvalidVpcID.NotFound",
      `The vpc ID '${id}' does not exist`,
    );
    expect(refusal.message).toMatch(
      /^1 error occurred:\n\t\* creating EC2 Subnet: operation error EC2: CreateSubnet, https response error StatusCode: 400, RequestID: [0-9a-f-]{36}, api error InvalidVpcID\.NotFound: /,
    );
  });

  it("share what is of no region, inside one account", async () => {
    const aws = testAws();
    await aws.up("iam.Role", "r", { name: "reader", assumeRolePolicy: trust });
    const again = (provider: TestAws) =>
      provider.up("iam.Role", "again", { name: "reader", assumeRolePolicy: trust });
    await expectAwsRefusal(
      again(testProvider(aws.cloud, { region: "us-east-1" })),
      "EntityAlreadyExists",
      "Role with name reader already exists.",
    );
    const other = testProvider(aws.cloud, { allowedAccountIds: '["999988887777"]' });
    expect((await again(other)).outputs["arn"]).toBe("arn:aws:iam::999988887777:role/reader");
  });

  it("are refused where they are none, or not allowed", () => {
    const configure = (config: Record<string, string>) => () => {
      testAws(config);
    };
    expect(configure({ region: "mars" })).toThrow("invalid AWS Region: mars");
    expect(configure({ forbiddenAccountIds: '["111122223333"]' })).toThrow(
      "AWS account ID not allowed: 111122223333",
    );
    expect(configure({ allowedAccountIds: '["1","2"]' })).toThrow("AWS account ID not allowed: 111122223333");
  });

  it("follow the role that a provider assumes", async () => {
    const aws = testAws({ assumeRoles: '[{"roleArn":"arn:aws:iam::444455556666:role/deploy"}]' });
    const { result } = await aws.provider.invoke({
      token: "aws:index/getCallerIdentity:getCallerIdentity",
      args: {},
    });
    expect(result["accountId"]).toBe("444455556666");
  });
});

describe("a bad day", () => {
  const scenario = (name: string) => builtInScenarios.find((one) => one.name === name);

  it("of throttling passes: the provider tries again", async () => {
    const aws = testAws({}, { scenario: scenario("throttled") });
    const names = Array.from({ length: 12 }, (_, index) => `t${index}`);
    const made = await Promise.all(names.map((name) => aws.up("sns.Topic", name)));
    expect(made).toHaveLength(12);
  });

  it("of somebody else's work on the same buckets and roles passes, too", async () => {
    const aws = testAws({}, { scenario: { ...scenario("conflict")!, slowdown: 1 }, pace: 1 });
    const began = aws.cloud.aws.now();
    const names = Array.from({ length: 12 }, (_, index) => `b${index}`);
    await Promise.all(names.map((name) => aws.up("s3.Bucket", name)));
    await Promise.all(names.map((name) => aws.up("iam.Role", name, { assumeRolePolicy: trust })));
    // Without a conflict, each takes a second.
    expect(aws.cloud.aws.now() - began).toBeGreaterThanOrEqual(20_000);
  });

  it("of conflict is told in the service's words where it lasts", async () => {
    const faults = [
      { resourceType: "aws:s3/*", code: "OperationAborted", message: "A conflicting conditional operation" },
      { resourceType: "aws:iam/*", code: "ConcurrentModification", message: "The request was rejected" },
    ].map((fault) => ({ ...fault, operation: "write" as const, status: 409, times: "always" as const }));
    const aws = testAws({}, { faults });
    const bucket = await expectAwsRefusal(aws.up("s3.Bucket", "b"), "OperationAborted", /^A conflicting/);
    expect(bucket.message).toContain("StatusCode: 409, RequestID: ");
    expect(bucket.message).toContain("api error OperationAborted");
    const role = aws.up("iam.Role", "r", { assumeRolePolicy: trust });
    const refusal = await expectAwsRefusal(role, "ConcurrentModification", /^The request/);
    expect(refusal.message).not.toContain("api error");
  });

  it("of a crash ends the process when the first bucket is durable", async () => {
    const held: number[] = [];
    const aws: TestAws = testAws(
      {},
      {
        scenario: scenario("crash-mid-create"),
        crash: () =>
          held.push(
            aws.cloud.aws.at({ account: "111122223333", region: "eu-central-1" }).all("aws:s3/bucket:Bucket")
              .length,
          ),
      },
    );
    await aws.up("iam.Role", "r", { assumeRolePolicy: trust });
    expect(held).toEqual([]);
    await aws.up("s3.Bucket", "one");
    await aws.up("s3.Bucket", "two");
    expect(held).toEqual([1]);
  });

  it("of a region that is down fails there in the service's words, and nowhere else", async () => {
    const aws = testAws({}, { scenario: scenario("region-down"), region: "eu-central-1" });
    const refusal = await expectAwsRefusal(
      aws.up("ec2.Vpc", "net", network),
      "ServiceUnavailable",
      /temporary failure/,
    );
    expect(refusal.status).toBe(503);
    await aws.up("iam.Role", "r", { assumeRolePolicy: trust });
    await testProvider(aws.cloud, { region: "eu-west-1" }).up("ec2.Vpc", "net", network);
  });
});

/** What resources of these types need of others, made; and inputs that refer to it. */
async function needsOf(type: string, aws: TestAws): Promise<Values> {
  if (type === "cloudtrail.Trail") {
    const name = "contoso-trail";
    await aws.up("s3.Bucket", "b", { bucket: name });
    const service = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
    const both = { ...service, Action: "s3:*", Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`] };
    await aws.up("s3.BucketPolicy", "p", { bucket: name, policy: policyOf(both) });
    return { name: "audit", s3BucketName: name };
  }
  const { id: vpcId } = await aws.up("ec2.Vpc", "net", network);
  if (type === "ec2.VpcEndpoint") return { vpcId, serviceName: "com.amazonaws.eu-central-1.s3" };
  const { id: securityGroupId } = await aws.up("ec2.SecurityGroup", "group", { vpcId });
  return { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: network.cidrBlock };
}
