import { beforeAll, describe, expect, it } from "vitest";
import { roles } from "../../../catalog/roles";
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

  describe("within a boundary", () => {
    const boundaryArn = `arn:aws:iam::${account}:policy/boundary`;
    const bounded = { ...role, inputs: { ...role.inputs, permissionsBoundary: boundaryArn } };
    const boundary = (...statements: object[]) =>
      node(
        "aws:iam/policy:Policy",
        "boundary",
        { policy: policy(...statements) },
        { outputs: { arn: boundaryArn } },
      );
    const all = permissions(allow("s3:*", "*"));
    const modelOf = (...others: ResourceNode[]) => accessOf(graphOf(bounded, bucket, ...others));
    const verbsOf = (...others: ResourceNode[]) => modelOf(...others).entries.map(({ verb }) => verb);

    it("a role may do what both allow, under the conditions of both", () => {
      expect(verbsOf(all, boundary(allow("s3:GetObject", objects)))).toEqual(["readPrompts"]);
      expect(verbsOf(all, boundary(allow("kms:*", "*")))).toEqual([]);
      expect(verbsOf(all, boundary(allow("s3:*", "*"), deny("s3:Put*", "*")))).not.toContain("grantAccess");
      const tagged = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } } };
      const [entry] = modelOf(all, boundary(allow("s3:GetObject", "*", tagged))).entries;
      expect(entry?.holding.conditions).toEqual(["aws:RequestedRegion"]);
    });

    it("a boundary alone gives nothing, and closes what a policy of AWS might open", () => {
      expect(verbsOf(boundary(allow("s3:*", "*")))).toEqual([]);
      const attached = node("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", {
        role: "app",
        policyArn: "arn:aws:iam::aws:policy/PowerUserAccess",
      });
      expect(verbsOf(attached, boundary(allow("s3:GetObject", objects)))).toEqual(["readPrompts"]);
    });

    it("one that is not in the graph leaves the answer as the most it may be, and is told of once", () => {
      expect(verbsOf(all)).toEqual(["change", "readPrompts", "delete", "grantAccess"]);
      const told = modelOf(all).gaps.filter((gap) => gap.includes(boundaryArn));
      expect(told).toHaveLength(1);
      expect(modelOf(all, boundary(allow("s3:*", "*"))).gaps.join()).not.toContain(boundaryArn);
    });

    it("holds what a bucket gives a role, and not what it gives a user", () => {
      const user = node(
        "aws:iam/user:User",
        "ops",
        { name: "ops", permissionsBoundary: boundaryArn },
        { id: "ops", outputs: { arn: `arn:aws:iam::${account}:user/ops` } },
      );
      const own = node("aws:s3/bucketPolicy:BucketPolicy", "own", {
        bucket: "records",
        policy: policy(
          allow("s3:GetObject", objects, {
            Principal: { AWS: [roleArn, `arn:aws:iam::${account}:user/ops`] },
          }),
        ),
      });
      const { entries, principals } = modelOf(user, own, boundary(allow("kms:*", "*")));
      expect(entries.map(({ principal }) => principal)).toEqual([`arn:aws:iam::${account}:user/ops`]);
      expect(principals.map(({ name, kind }) => [name, kind])).toEqual([
        ["role app", "identity"],
        ["user ops", "user"],
      ]);
    });
  });

  it("answers for Azure beside it where one program makes both", () => {
    const identity = node(
      "azure-native:managedidentity:UserAssignedIdentity",
      "shop",
      {},
      { outputs: { principalId: "shop-id" } },
    );
    const id = "/subscriptions/s/resourceGroups/ai/providers/Microsoft.CognitiveServices/accounts/primary";
    const azure = node("azure-native:cognitiveservices:Account", "primary", {}, { id });
    const assigned = node("azure-native:authorization:RoleAssignment", "calls", {
      scope: id,
      principalId: "shop-id",
      roleDefinitionId: `/x/${roles.cognitiveServicesOpenAIUser.id}`,
    });
    const { entries, principals } = accessOf(
      graphOf(role, bucket, permissions(allow("s3:GetObject", objects)), identity, azure, assigned),
    );
    expect(new Set(entries.map(({ principal }) => principal))).toEqual(
      new Set([roleArn.toLowerCase(), "shop-id"]),
    );
    expect(principals.map(({ name }) => name)).toEqual(["shop", "role app"]);
  });

  it("reads the policies of users as those of roles", () => {
    const user = node(
      "aws:iam/user:User",
      "ops",
      { name: "ops" },
      { id: "ops", outputs: { arn: "arn:ops" } },
    );
    const own = node("aws:iam/userPolicy:UserPolicy", "own", {
      name: "own",
      user: "ops",
      policy: policy(allow("s3:GetObject", objects)),
    });
    const { entries } = accessOf(graphOf(user, bucket, own));
    expect(entries.map(({ principal, verb }) => [principal, verb])).toEqual([["arn:ops", "readPrompts"]]);
  });

  it.each<[string, object, Verb[]]>([
    ["everybody", { Principal: "*" }, ["change"]],
    ["its role", { Principal: { AWS: roleArn } }, ["change"]],
    ["its account", { Principal: { AWS: `arn:aws:iam::${account}:root` } }, ["change"]],
    ["everybody but another", { NotPrincipal: { AWS: "arn:aws:iam::1:role/x" } }, ["change"]],
    ["everybody but it", { NotPrincipal: { AWS: roleArn } }, ["change", "readPrompts"]],
    ["another", { Principal: { AWS: "arn:aws:iam::1:role/x" } }, ["change", "readPrompts"]],
    ["everybody, for some requests", { Principal: "*", ...secure }, ["change", "readPrompts"]],
  ])("takes no for an answer where a bucket denies %s, whatever IAM allows", (_, who, expected) => {
    const own = node("aws:s3/bucketPolicy:BucketPolicy", "own", {
      bucket: "records",
      policy: policy(deny("s3:GetObject", objects, who)),
    });
    expect(verbsOn(bucket, permissions(allow(["s3:GetObject", "s3:PutObject"], "*")), own)).toEqual(expected);
  });

  it("denies what a resource's own policy gives, too: by the resource, or by the role itself", () => {
    const own = (...statements: object[]) =>
      node("aws:s3/bucketPolicy:BucketPolicy", "own", { bucket: "records", policy: policy(...statements) });
    const given = allow("s3:GetObject", objects, { Principal: { AWS: roleArn } });
    expect(verbsOn(bucket, own(given))).toEqual(["readPrompts"]);
    expect(verbsOn(bucket, own(given, deny("s3:*", objects, { Principal: "*" })))).toEqual([]);
    expect(verbsOn(bucket, own(given), permissions(deny("s3:GetObject", "*")))).toEqual([]);
  });

  it("leaves the rest of a bucket where a part of it is denied", () => {
    const part = deny("s3:GetObject", `${bucketArn}/private/*`);
    expect(verbsOn(bucket, permissions(allow("s3:GetObject", objects), part))).toEqual(["readPrompts"]);
    const others = { ...deny("s3:GetObject", undefined), NotResource: objects };
    expect(verbsOn(bucket, permissions(allow("s3:GetObject", objects), others))).toEqual(["readPrompts"]);
  });

  it("reads the policies of secrets", () => {
    const arn = `arn:aws:secretsmanager:eu-central-1:${account}:secret:key`;
    const secret = node("aws:secretsmanager/secret:Secret", "key", {}, { id: arn, outputs: { arn } });
    const own = node("aws:secretsmanager/secretPolicy:SecretPolicy", "own", {
      secretArn: arn,
      policy: policy(
        allow("secretsmanager:GetSecretValue", "*", { Principal: { AWS: "arn:aws:iam::1:root" } }),
      ),
    });
    expect(entriesOn(secret, own).map(({ principal, verb }) => [principal, verb])).toEqual([
      ["arn:aws:iam::1:root", "readKeys"],
    ]);
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
