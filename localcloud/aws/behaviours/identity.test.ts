import { describe, expect, it } from "vitest";
import { existingPolicyRows, existingTable } from "../../existing";
import { roleAllows } from "../policy-evaluation";
import {
  type TestAws,
  statement,
  document as policyOf,
  expectAwsRefusal,
  testAws,
  testProvider,
  trust,
} from "../test-aws";
import { scalarText } from "../text";
import { pendingKeys } from "./keys";

const read = policyOf(statement({ Action: "s3:GetObject", Resource: "*" }));

describe("a role", () => {
  it.each([
    ["no principal", { Effect: "Allow", Action: "sts:AssumeRole" }, "Missing required field Principal"],
    [
      "a resource",
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*", Resource: "*" },
      "Has prohibited field Resource",
    ],
    [
      "an action of another service",
      { Effect: "Allow", Action: "s3:GetObject", Principal: "*" },
      "AssumeRole policy may only specify STS AssumeRole actions.",
    ],
    [
      "a role that is not there",
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: "arn:aws:iam::111122223333:role/ghost" },
      },
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/ghost"',
    ],
    [
      "a provider that is not there",
      {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/ghost.example" },
      },
      'Invalid principal in policy: "FEDERATED":"arn:aws:iam::111122223333:oidc-provider/ghost.example"',
    ],
    [
      "a service that is none",
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "bedrock" } },
      'Invalid principal in policy: "SERVICE":"bedrock"',
    ],
    [
      "a field that is none",
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*", Actor: "me" },
      "Unknown field Actor",
    ],
  ])("with %s in its trust is refused", async (_, one, message) => {
    const aws = testAws();
    const role = aws.up("iam.Role", "r", { assumeRolePolicy: policyOf(one) });
    await expectAwsRefusal(role, "MalformedPolicyDocument", message);
    await aws.up("iam.Role", "r", { assumeRolePolicy: trust });
  });

  it("exists once, whatever the case of its name", async () => {
    const aws = testAws();
    const role = (name: string) => aws.up("iam.Role", name, { name, assumeRolePolicy: trust });
    await role("Reader");
    await expectAwsRefusal(role("reader"), "EntityAlreadyExists", "Role with name reader already exists.");
    await role("writer");
  });

  it("goes after its policies", async () => {
    const aws = testAws();
    const role = await aws.up("iam.Role", "r", { assumeRolePolicy: trust });
    const policy = await aws.up("iam.Policy", "p", { policy: read });
    const attached = await aws.up("iam.RolePolicyAttachment", "a", { role: role.id, policyArn: policy.id });
    const inline = await aws.up("iam.RolePolicy", "i", { role: role.id, policy: read });
    expect(inline.id).toBe(`${role.id}:${scalarText(inline.inputs["name"])}`);
    await expectAwsRefusal(
      aws.down(role),
      "DeleteConflict",
      "Cannot delete entity, must detach all policies first.",
    );
    await expectAwsRefusal(
      aws.down(policy),
      "DeleteConflict",
      "Cannot delete a policy attached to entities.",
    );
    expect(await aws.read(policy)).toMatchObject({ attachmentCount: 1 });
    await aws.down(attached);
    await aws.down(policy);
    await expectAwsRefusal(
      aws.down(role),
      "DeleteConflict",
      "Cannot delete entity, must delete policies first.",
    );
    await aws.down(inline);
    await aws.down(role);
  });

  it("does no more than its boundary, which has to be there and stays as long as the role", async () => {
    const ghost = "arn:aws:iam::111122223333:policy/ghost";
    const bounded = (aws: TestAws, permissionsBoundary: string) =>
      aws.up("iam.Role", "r", { assumeRolePolicy: trust, permissionsBoundary });
    const aws = testAws();
    await expectAwsRefusal(
      bounded(aws, ghost),
      "NoSuchEntity",
      `Scope ARN: ${ghost} does not exist or is not attachable.`,
    );
    const stood = existingPolicyRows([ghost]);
    await bounded(testAws({}, { rows: (table) => (table === existingTable ? stood : undefined) }), ghost);
    const boundary = await aws.up("iam.Policy", "p", { policy: read });
    const role = await bounded(aws, boundary.id);
    await expectAwsRefusal(
      aws.down(boundary),
      "DeleteConflict",
      "Cannot delete a policy attached to entities.",
    );
    const everything = policyOf(statement({ Action: "*", Resource: "*" }));
    await aws.up("iam.RolePolicy", "i", { role: role.id, policy: everything });
    const view = aws.cloud.aws.at({ account: "111122223333", region: "eu-central-1" });
    const may = (action: string) =>
      roleAllows(scalarText(role.outputs["arn"]), "bedrock.amazonaws.com", action, "*", view);
    expect([may("s3:GetObject"), may("s3:PutObject")]).toEqual([true, false]);
  });

  it("that may be stripped takes its policies along", async () => {
    const aws = testAws();
    const role = await aws.up("iam.Role", "r", { assumeRolePolicy: trust, forceDetachPolicies: true });
    const inline = await aws.up("iam.RolePolicy", "i", { role: role.id, policy: read });
    await aws.down(role);
    expect(await aws.read(inline)).toEqual({});
  });
});

describe("a policy", () => {
  it.each([
    ["no resource", { Effect: "Allow", Action: "s3:GetObject" }, "Policy statement must contain resources."],
    [
      "a principal",
      { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Principal: "*" },
      "Policy document should not specify a principal.",
    ],
    [
      "a resource that is no ARN",
      { Effect: "Allow", Action: "s3:GetObject", Resource: "logs" },
      'Resource logs must be in ARN format or "*".',
    ],
    [
      "an action of no service",
      { Effect: "Allow", Action: "GetObject", Resource: "*" },
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
    ],
    ["no actions", { Effect: "Allow", Resource: "*" }, "Policy statement must contain actions."],
    [
      "an ID with a dash",
      { Sid: "a-b", Effect: "Allow", Action: "s3:*", Resource: "*" },
      /^Statement IDs \(SID\) must be alpha-numeric/,
    ],
    [
      "an effect that is none",
      { Effect: "allow", Action: "s3:*", Resource: "*" },
      "Syntax errors in policy.",
    ],
  ])("with %s is refused", async (_, one, message) => {
    const policy = testAws().up("iam.Policy", "p", { policy: policyOf(one) });
    await expectAwsRefusal(policy, "MalformedPolicyDocument", message);
  });

  it("names a statement once, and exists once", async () => {
    const aws = testAws();
    const one = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    const policy = (...statements: object[]) =>
      aws.up("iam.Policy", "p", { name: "read", policy: policyOf(...statements) });
    await expectAwsRefusal(
      policy(one, one),
      "MalformedPolicyDocument",
      "Statement IDs (SID) in a single policy must be unique.",
    );
    await policy(one);
    await expectAwsRefusal(
      policy(one),
      "EntityAlreadyExists",
      "A policy called read already exists. Duplicate names are not allowed.",
    );
  });

  it("is attached when it and the role are there, and ten to a role", async () => {
    const aws = testAws();
    const attach = (role: string, policyArn: string, name = "a") =>
      aws.up("iam.RolePolicyAttachment", name, { role, policyArn });
    await expectAwsRefusal(
      attach("ghost", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
      "NoSuchEntity",
      "The role with name ghost cannot be found.",
    );
    const { id } = await aws.up("iam.Role", "r", { assumeRolePolicy: trust });
    const arn = "arn:aws:iam::111122223333:policy/ghost";
    await expectAwsRefusal(
      attach(id, arn),
      "NoSuchEntity",
      `Policy ${arn} does not exist or is not attachable.`,
    );
    for (let index = 0; index < 10; index++)
      await attach(id, `arn:aws:iam::aws:policy/P${index}`, `p${index}`);
    await expectAwsRefusal(
      attach(id, "arn:aws:iam::aws:policy/P10"),
      "LimitExceeded",
      "Cannot exceed quota for PoliciesPerRole: 10",
    );
  });
});

describe("an identity provider", () => {
  it("is of an address once, and is known by it without the scheme", async () => {
    const aws = testAws();
    const provider = (name: string, url = "https://token.actions.githubusercontent.com") =>
      aws.up("iam.OpenIdConnectProvider", name, { url, clientIdLists: ["sts.amazonaws.com"] });
    const { id, outputs } = await provider("github");
    expect(id).toBe("arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com");
    expect(outputs["url"]).toBe("token.actions.githubusercontent.com");
    await expectAwsRefusal(
      provider("again"),
      "EntityAlreadyExists",
      "Provider with url https://token.actions.githubusercontent.com already exists.",
    );
    await expect(provider("plain", "http://x.example")).rejects.toThrow(
      'expected "url" to have a url with schema of: "https", got http://x.example',
    );
    const federated = {
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: id },
    };
    await aws.up("iam.Role", "ci", { assumeRolePolicy: policyOf(federated) });
  });
});

describe("a key", () => {
  const owner = (action: string) =>
    policyOf({
      Effect: "Allow",
      Action: action,
      Resource: "*",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
    });

  it("does not lock its owner out", async () => {
    const aws = testAws();
    await expectAwsRefusal(
      aws.up("kms.Key", "k", { policy: owner("kms:Decrypt") }),
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.",
    );
    await expectAwsRefusal(
      aws.up("kms.Key", "k", {
        policy: policyOf({
          Effect: "Allow",
          Action: "kms:*",
          Resource: "*",
          Principal: { AWS: "arn:aws:iam::111122223333:role/ghost" },
        }),
      }),
      "MalformedPolicyDocumentException",
      "Policy contains a statement with one or more invalid principals.",
    );
    const { id, outputs } = await aws.up("kms.Key", "k", { policy: owner("kms:*"), enableKeyRotation: true });
    expect(outputs).toMatchObject({
      arn: `arn:aws:kms:eu-central-1:111122223333:key/${id}`,
      keyId: id,
      rotationPeriodInDays: 365,
    });
  });

  it("is scheduled to be deleted, and of no more use until then", async () => {
    const aws = testAws();
    const key = await aws.up("kms.Key", "k", { deletionWindowInDays: 7 });
    const alias = (name: string, targetKeyId: string) => aws.up("kms.Alias", "a", { name, targetKeyId });
    await alias("alias/data", key.id);
    await expectAwsRefusal(
      alias("alias/data", key.id),
      "AlreadyExistsException",
      "An alias with the name arn:aws:kms:eu-central-1:111122223333:alias/data already exists",
    );
    await aws.down(key);
    const arn = scalarText(key.outputs["arn"]);
    expect(
      aws.cloud.aws.at({ account: "111122223333", region: "eu-central-1" }).row(pendingKeys, arn),
    ).toEqual({
      deletionDate: "2026-11-08T00:00:00.000Z",
    });
    await expectAwsRefusal(
      alias("alias/late", key.id),
      "KMSInvalidStateException",
      `${arn} is pending deletion.`,
    );
    await alias("alias/late", (await aws.up("kms.Key", "k")).id);
  });

  it("goes by an alias that begins as one, and is not AWS's", async () => {
    const aws = testAws();
    const { id } = await aws.up("kms.Key", "k");
    await expect(aws.up("kms.Alias", "a", { name: "data", targetKeyId: id })).rejects.toThrow(
      "\"name\" must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]. Examine values at 'a.name'.",
    );
    await expectAwsRefusal(
      aws.up("kms.Alias", "a", { name: "alias/aws/s3", targetKeyId: id }),
      "NotAuthorizedException",
      "Can't create reserved alias.",
    );
    const abroad = testProvider(aws.cloud, { region: "eu-west-1" });
    await expectAwsRefusal(
      abroad.up("kms.Alias", "a", { name: "alias/x", targetKeyId: id }),
      "NotFoundException",
      `Key 'arn:aws:kms:eu-west-1:111122223333:key/${id}' does not exist`,
    );
  });
});

describe("a secret", () => {
  it("keeps its name until it is gone for good", async () => {
    const aws = testAws();
    const secret = (recoveryWindowInDays?: number) =>
      aws.up("secretsmanager.Secret", "s", {
        name: "webhook",
        ...(recoveryWindowInDays !== undefined && { recoveryWindowInDays }),
      });
    await expect(secret(3)).rejects.toThrow(
      "expected recovery_window_in_days to be in the range (7 - 30), got 3",
    );
    const first = await secret();
    expect(first.id).toMatch(/^arn:aws:secretsmanager:eu-central-1:111122223333:secret:webhook-[a-z0-9]{6}$/);
    await expectAwsRefusal(
      secret(),
      "ResourceExistsException",
      "The operation failed because the secret webhook already exists.",
    );
    await aws.down(first);
    await expectAwsRefusal(
      secret(),
      "InvalidRequestException",
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  });

  it("without a window goes at once", async () => {
    const aws = testAws();
    const secret = () => aws.up("secretsmanager.Secret", "s", { name: "webhook", recoveryWindowInDays: 0 });
    await aws.down(await secret());
    await secret();
  });
});
