import { expect, it } from "vitest";
import { knownAwsId } from "./known-id";
import { testAws, tokenOf, trust } from "./test-aws";

const account = "111122223333";
const place = { account, region: "eu-central-1" };

it.each([
  ["s3/bucket:Bucket", { bucket: "contoso-logs-1a2b3c4" }, "contoso-logs-1a2b3c4"],
  ["iam/role:Role", { name: "contoso-prod-ci" }, "contoso-prod-ci"],
  ["iam/rolePolicy:RolePolicy", { role: "ci", name: "deploy" }, "ci:deploy"],
  ["iam/policy:Policy", { name: "deploy", path: "/" }, `arn:aws:iam::${account}:policy/deploy`],
  [
    "iam/openIdConnectProvider:OpenIdConnectProvider",
    { url: "https://token.example" },
    `arn:aws:iam::${account}:oidc-provider/token.example`,
  ],
  ["cloudtrail/trail:Trail", { name: "audit" }, `arn:aws:cloudtrail:eu-central-1:${account}:trail/audit`],
  ["budgets/budget:Budget", { name: "platform" }, `${account}:platform`],
] as const)("the ID of aws:%s is made of names", (type, inputs, id) => {
  expect(knownAwsId(`aws:${type}`, inputs, place)).toBe(id);
});

it.each([
  ["ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }],
  ["kms/key:Key", {}],
  ["bedrock/inferenceProfile:InferenceProfile", { name: "chat" }],
  ["secretsmanager/secret:Secret", { name: "token" }],
  ["s3/bucket:Bucket", {}],
  ["sqs/queue:Queue", { name: "jobs" }],
] as const)("the ID of aws:%s is AWS's own, or not to be known", (type, inputs) => {
  expect(knownAwsId(`aws:${type}`, inputs, place)).toBeUndefined();
});

it.each([
  ["s3.Bucket", {}],
  ["iam.Role", { assumeRolePolicy: trust }],
  ["iam.OpenIdConnectProvider", { url: "https://token.example", clientIdLists: ["api://x"] }],
  ["sns.Topic", {}],
  ["cloudwatch.LogGroup", {}],
] as const)("what is known of %s is what it gets", async (type, inputs) => {
  const made = await testAws().up(type, "one", inputs);
  expect(knownAwsId(tokenOf(type), made.inputs as never, place)).toBe(made.id);
});
