import { beforeAll, describe, expect, it } from "vitest";
import { stackFile } from "../../../tests/support/stack-files";
import { graphFromProgram } from "../../from-program";
import type { ResourceGraph, ResourceNode } from "../../types";
import { accessOf, whoCanAct, type AccessEntry, type Verb } from "../index";
import { resourceNode as node } from "../../../tests/support/resource-node";

const account = "111122223333";
const bucketArn = "arn:aws:s3:::records";
const keyArn = `arn:aws:kms:eu-central-1:${account}:key/k`;
const roleArn = `arn:aws:iam::${account}:role/app`;

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: "Deny",
  Action,
  Resource,
  ...more,
});

const trust = policy({
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/token.example.com` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: {
    StringEquals: { "token.example.com:aud": "aws", "token.example.com:sub": "repo:contoso/app" },
  },
});
const role = node(
  "aws:iam/role:Role",
  "app",
  { name: "app", assumeRolePolicy: trust },
  { id: "app", outputs: { arn: roleArn } },
);
const bucket = node("aws:s3/bucket:Bucket", "records", {}, { id: "records", outputs: { arn: bucketArn } });
const permissions = (...statements: object[]) =>
  node("aws:iam/rolePolicy:RolePolicy", "permissions", {
    name: "permissions",
    role: "app",
    policy: policy(...statements),
  });

function graphOf(...resources: ResourceNode[]): ResourceGraph {
  return { project: "p", stack: "test", basis: "program", resources };
}

function entriesOn(resource: ResourceNode, ...others: ResourceNode[]): readonly AccessEntry[] {
  return accessOf(graphOf(role, resource, ...others)).entries.filter(
    ({ resource: urn }) => urn === resource.urn,
  );
}

const verbsOn = (resource: ResourceNode, ...others: ResourceNode[]): Verb[] =>
  entriesOn(resource, ...others).map(({ verb }) => verb);

describe("access on AWS", () => {
  const objects = `${bucketArn}/*`;
  const secure = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
  it.each<[string, object[], Verb[]]>([
    ["an action on objects", [allow("s3:GetObject", objects)], ["readPrompts"]],
    ["a wildcard of actions, in any case", [allow("S3:get*", objects)], ["readPrompts"]],
    ["everything but", [{ ...allow(undefined, "*"), NotAction: ["s3:Put*", "s3:Delete*"] }], ["readPrompts"]],
    ["another bucket", [allow("s3:*", "arn:aws:s3:::records-of-others/*")], []],
    ["a denied action", [allow("s3:*", "*"), deny("s3:GetObject", "*")], ["change", "delete", "grantAccess"]],
    [
      "one denied for some requests",
      [allow("s3:GetObject", "*"), deny("s3:*", "*", secure)],
      ["readPrompts"],
    ],
    ["nothing", [allow("ec2:*", "*")], []],
  ])("%s", (_, statements, expected) => {
    expect(verbsOn(bucket, permissions(...statements))).toEqual(expected);
  });

  it("tells a resource that is named from one that a wildcard means, and what a condition looks at", () => {
    const [entry] = entriesOn(
      bucket,
      permissions(
        allow("s3:GetObject", "arn:aws:s3:::*", { Condition: { StringEquals: { "aws:SourceVpce": "v" } } }),
      ),
    );
    expect(entry).toMatchObject({
      reach: "wildcard",
      pattern: "s3:GetObject",
      holding: { conditional: true, conditions: ["aws:SourceVpce"] },
    });
    expect(entriesOn(bucket, permissions(allow("s3:GetObject", objects)))[0]).toMatchObject({
      reach: "direct",
      holding: { conditional: false },
    });
  });

  it("lets a role use a key only where the key's own policy hands over to IAM", () => {
    const decrypts = permissions(allow("kms:Decrypt", keyArn));
    const root = { AWS: `arn:aws:iam::${account}:root` };
    const key = (...statements: object[]) =>
      node("aws:kms/key:Key", "k", { policy: policy(...statements) }, { id: "k", outputs: { arn: keyArn } });
    const byRole = (...statements: object[]) =>
      entriesOn(key(...statements), decrypts).filter(({ principal }) => principal === roleArn.toLowerCase());
    expect(byRole(allow("kms:PutKeyPolicy", "*", { Principal: root }))).toEqual([]);
    expect(byRole(allow("kms:*", "*", { Principal: root })).map(({ verb }) => verb)).toEqual(["call"]);
    const other = { AWS: `arn:aws:iam::${account}:role/other` };
    expect(byRole(allow("kms:*", "*", { Principal: other }))).toEqual([]);
    const via = { Principal: root, Condition: { StringEquals: { "kms:ViaService": "s3.amazonaws.com" } } };
    expect(byRole(allow("kms:*", "*", via))[0]?.holding.conditions).toEqual(["kms:ViaService"]);
  });

  it("lists whom a bucket's own policy lets in", () => {
    const own = node("aws:s3/bucketPolicy:BucketPolicy", "own", {
      bucket: "records",
      policy: policy(
        allow("s3:PutObject", objects, { Principal: { Service: "bedrock.amazonaws.com" } }),
        deny("s3:*", objects, { Principal: "*", ...secure }),
      ),
    });
    const { entries, principals } = accessOf(graphOf(role, bucket, own));
    expect(entries.map(({ principal, verb }) => [principal, verb])).toEqual([
      ["bedrock.amazonaws.com", "change"],
    ]);
    expect(principals.map(({ name }) => name)).toEqual(["role app", "service bedrock"]);
  });

  it("knows nothing of what a policy of AWS itself permits, and says so", () => {
    const attached = node("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", {
      role: "app",
      policyArn: "arn:aws:iam::aws:policy/PowerUserAccess",
    });
    expect(entriesOn(bucket, attached).map(({ answer }) => answer)).toEqual(
      Array.from({ length: 4 }, () => "unknown"),
    );
    expect(accessOf(graphOf(role, bucket, attached)).gaps.join()).toContain("PowerUserAccess");
  });

  it("tells whose tokens a role opens to", () => {
    expect(accessOf(graphOf(role)).principals[0]).toMatchObject({
      name: "role app",
      federated: [{ issuer: "https://token.example.com", subject: "repo:contoso/app" }],
    });
  });

  it("answers for any action of a service", () => {
    const { entries } = whoCanAct(
      graphOf(role, bucket, permissions(allow("s3:GetBucketAcl", bucketArn))),
      "s3:GetBucketAcl",
    );
    expect(entries).toMatchObject([{ principal: roleArn.toLowerCase(), operation: "s3:GetBucketAcl" }]);
    expect(whoCanAct(graphOf(role, bucket), "s3:GetBucketAcl").entries).toEqual([]);
  });
});

describe("access to aws-prod", () => {
  let entries: readonly AccessEntry[];
  let names: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const model = accessOf(await graphFromProgram({ stack: "aws-prod", config: stackFile("aws-prod") }));
    entries = model.entries;
    names = new Map(model.resources.map(({ urn, name }) => [urn, name]));
  });
  const mayBy = (principal: RegExp, verb: Verb, resource: RegExp) =>
    entries
      .filter((entry) => principal.test(entry.principal) && entry.verb === verb)
      .map((entry) => names.get(entry.resource) ?? "")
      .filter((name) => resource.test(name));

  it("lets a workload call its own profiles, the gateway all, and only behind a guardrail", () => {
    const profiles = /^workload-/;
    expect(mayBy(/role\/contoso-prod-workload-customer-service$/, "call", profiles)).toEqual([
      "workload-customer-service-chat",
    ]);
    expect(mayBy(/role\/contoso-prod-gateway$/, "call", profiles)).toHaveLength(6);
    for (const { holding } of entries.filter(({ operation }) => operation === "bedrock:InvokeModel"))
      expect(holding.conditions).toContain("bedrock:GuardrailIdentifier");
  });

  it("lets no role of the stack read prompts, delete, or hand out access", () => {
    for (const verb of ["readPrompts", "delete", "grantAccess"] as const)
      expect(mayBy(/:role\//, verb, /./), verb).toEqual([]);
  });
});
