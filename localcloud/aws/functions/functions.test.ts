import { describe, expect, it } from "vitest";
import type { Values } from "../../provider/core";
import { scalarText } from "../text";
import { guardrailInputs, testAws, trust } from "../test-aws";

async function invoke(token: string, args: Values = {}, aws = testAws()): Promise<Values> {
  return (await aws.provider.invoke({ token, args })).result;
}

describe("the client's own facts", () => {
  it("are of the account and region that it is configured for", async () => {
    expect(await invoke("aws:index/getCallerIdentity:getCallerIdentity")).toMatchObject({
      accountId: "111122223333",
      arn: "arn:aws:sts::111122223333:assumed-role/cornerstone-local/session",
    });
    expect(await invoke("aws:index/getRegion:getRegion")).toMatchObject({
      region: "eu-central-1",
      endpoint: "ec2.eu-central-1.amazonaws.com",
    });
    expect(await invoke("aws:index/getPartition:getPartition", { region: "us-gov-west-1" })).toEqual({
      id: "aws-us-gov",
      partition: "aws-us-gov",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    });
  });

  it("name the zones of a region, with IDs that differ from account to account", async () => {
    const { names, zoneIds } = await invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {
      region: "us-west-1",
    });
    expect(names).toEqual(["us-west-1a", "us-west-1c"]);
    expect([...(zoneIds as string[])].sort()).toEqual(["usw1-az1", "usw1-az2"]);
  });

  it("name the list of addresses that a gateway routes to", async () => {
    const list = await invoke("aws:ec2/getPrefixList:getPrefixList", {
      name: "com.amazonaws.eu-central-1.s3",
    });
    expect(list["id"]).toMatch(/^pl-[0-9a-f]{8}$/);
  });

  it("need a region", async () => {
    const aws = testAws({ region: "" });
    await expect(invoke("aws:index/getRegion:getRegion", {}, aws)).rejects.toThrow(/^missing AWS region/);
  });
});

describe("a policy document", () => {
  const render = async (args: Values) =>
    JSON.parse(
      scalarText((await invoke("aws:iam/getPolicyDocument:getPolicyDocument", args))["json"]),
    ) as object;

  it("is written as the provider writes it: one alone as itself, several from the end of the alphabet", async () => {
    const statements = [
      {
        sid: "Read",
        actions: ["s3:GetObject", "s3:ListBucket"],
        resources: ["*"],
        principals: [{ type: "Service", identifiers: ["a.amazonaws.com"] }],
        conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["111122223333"] }],
      },
      {
        effect: "Deny",
        notActions: ["kms:*"],
        resources: ["*"],
        principals: [{ type: "*", identifiers: ["*"] }],
      },
    ];
    const { json } = await invoke("aws:iam/getPolicyDocument:getPolicyDocument", { statements });
    expect(json).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket",
        "s3:GetObject"
      ],
      "Resource": "*",
      "Principal": {
        "Service": "a.amazonaws.com"
      },
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": "111122223333"
        }
      }
    },
    {
      "Effect": "Deny",
      "NotAction": "kms:*",
      "Resource": "*",
      "Principal": "*"
    }
  ]
}`);
  });

  it("is laid over others: a statement of the same ID takes the place of an earlier one", async () => {
    const source = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Sid: "A", Effect: "Allow", Action: "s3:*", Resource: "*" },
        { Sid: "B", Effect: "Allow", Action: "kms:*", Resource: "*" },
      ],
    });
    const document = await render({
      sourcePolicyDocuments: [source],
      statements: [{ sid: "A", effect: "Deny", actions: ["s3:*"], resources: ["*"] }],
    });
    expect(document).toMatchObject({ Statement: [{ Sid: "A", Effect: "Deny" }, { Sid: "B" }] });
  });
});

describe("what this cloud holds", () => {
  it("is found by its name or ID, and missed in the provider's words", async () => {
    const aws = testAws();
    const role = await aws.up("iam.Role", "r", { name: "reader", assumeRolePolicy: trust });
    expect(await invoke("aws:iam/getRole:getRole", { name: "reader" }, aws)).toMatchObject({
      arn: role.outputs["arn"],
      id: "reader",
    });
    await expect(invoke("aws:iam/getRole:getRole", { name: "ghost" }, aws)).rejects.toThrow(
      "reading IAM Role (ghost): couldn't find resource",
    );
    const key = await aws.up("kms.Key", "k");
    expect(await invoke("aws:kms/getKey:getKey", { keyId: key.id }, aws)).toMatchObject({
      arn: key.outputs["arn"],
    });
  });

  it("includes the inference profiles of AWS itself, of the region", async () => {
    const aws = testAws();
    await aws.up("bedrock.Guardrail", "g", guardrailInputs);
    const found = await invoke(
      "aws:bedrock/getInferenceProfile:getInferenceProfile",
      { inferenceProfileId: "eu.anthropic.claude-sonnet-5-5" },
      aws,
    );
    expect(found).toMatchObject({
      inferenceProfileArn:
        "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5-5",
      status: "ACTIVE",
      type: "SYSTEM_DEFINED",
    });
    const all = await invoke("aws:bedrock/getInferenceProfiles:getInferenceProfiles", {}, aws);
    const ids = (all["inferenceProfileSummaries"] as { inferenceProfileId: string }[]).map(
      ({ inferenceProfileId }) => inferenceProfileId,
    );
    expect(ids).toContain("eu.anthropic.claude-sonnet-5-5");
    expect(ids.filter((id) => id.startsWith("us."))).toEqual([]);
    await expect(
      invoke(
        "aws:bedrock/getInferenceProfile:getInferenceProfile",
        { inferenceProfileId: "us.openai.gpt-6-sol" },
        aws,
      ),
    ).rejects.toThrow("couldn't find resource");
  });

  it("is not guessed: a function that nobody answers says so", async () => {
    await expect(invoke("aws:ec2/getSpotPrice:getSpotPrice")).rejects.toThrow(
      "the local cloud does not answer the function 'aws:ec2/getSpotPrice:getSpotPrice'",
    );
  });
});
