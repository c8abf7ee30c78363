import { describe, expect, it } from "vitest";
import { permits } from "../../../localcloud/face/aws-policy";
import { formatProblems, loadStackFile } from "../../../stacks/config/index";
import type { AwsAnswers, Beside } from "./aws-answers";
import { boundaryPolicy, readingPolicy, writingPolicy, type Policy } from "./aws-pipeline-policy";
import { awsStackFile } from "./aws-stack-file";
import { awsBootstrapSteps } from "./aws-steps";
import { script } from "./init";
import { backendOf, bootstrapSteps } from "./steps";

const now = new Date("2026-11-23T00:00:00Z");
const answers: AwsAnswers = {
  stack: "aws-prod",
  accountId: "111122223333",
  region: "eu-central-1",
  tenantId: "7e0f3f5c-1c2b-4b8e-9a57-6d1f2e3a4b5c",
  addressSpace: "10.80.0.0/20",
  monthlyBudget: 3000,
  repository: "contoso/platform",
  subscription: "3f2c1a90-8b7d-4c6e-9f10-2a3b4c5d6e7f",
};
const beside: Beside = {
  stack: "prod",
  environment: { name: "prod", organization: "contoso", owner: "platform@contoso.example", protected: true },
  ...{ boundary: "eu", processing: "dataZone" as const, frameworks: ["gdpr", "hipaa"] },
};
const text = script(answers, awsBootstrapSteps(answers, beside));
const place = { region: answers.region, accountId: answers.accountId, prefix: "contoso-prod" };
const boundary = "arn:aws:iam::111122223333:policy/pipeline-contoso-aws-prod-boundary";
const writing = writingPolicy(place, boundary);

describe("a second home on AWS", () => {
  it("has a stack file that is valid as written, inside the boundary of its first home", () => {
    const made = awsStackFile(answers, beside, "stacks/Pulumi.aws-prod.yaml", now);
    if (!made.ok) throw new Error(formatProblems(made.problems));
    const loaded = loadStackFile(made.text, "stacks/Pulumi.aws-prod.yaml", { on: now });
    expect(loaded.ok ? "" : formatProblems(loaded.problems)).toBe("");
    expect(made.sections["aws"]).toMatchObject({
      models: [{ profile: expect.stringMatching(/^eu\./) as string }],
    });
  });

  it("is refused in a region outside of the boundary", () => {
    const made = awsStackFile({ ...answers, region: "us-east-1" }, beside, "x.yaml", now);
    expect(made.ok ? [] : made.problems.map(({ path }) => path).join()).toMatch(/region/i);
  });
});

describe("the roles of its pipeline", () => {
  it("are trusted for one environment of the repository each, and keep no secret", () => {
    const subjects = [...text.matchAll(/githubusercontent\.com:sub":"([^"]+)"/g)].map(
      ([, subject]) => subject,
    );
    expect([...new Set(subjects)]).toEqual([
      "repo:contoso/platform:environment:aws-prod-plan",
      "repo:contoso/platform:environment:aws-prod",
    ]);
    expect(text).not.toMatch(/create-access-key|AWS_SECRET|gh secret/);
    for (const name of ["aws-prod-plan", "aws-prod"])
      expect(text).toContain(`gh variable set AWS_ROLE_ARN --repo contoso/platform --env ${name} `);
  });

  it.each([
    ["reading", readingPolicy(place)],
    ["writing", writing],
  ] as const)("allow nothing outside of the platform's names and its region: %s", (_, policy) => {
    for (const { Sid, Effect, Action, Resource, Condition } of policy.Statement) {
      if (Effect === "Deny") continue;
      for (const action of Action) {
        expect(action, Sid).not.toContain("*");
        // No model is called, no entry and no object is read, nobody else's role is taken.
        expect(action, Sid).not.toMatch(
          /:(Invoke|Converse|GetObject|GetLogEvents|FilterLogEvents|StartQuery|AssumeRole)/,
        );
      }
      if (Resource === "*")
        expect(Condition, Sid).toEqual({ StringEquals: { "aws:RequestedRegion": "eu-central-1" } });
      else
        for (const arn of [Resource].flat())
          expect(arn, Sid).toMatch(/contoso-prod|oidc-provider|:eu-central-1:111122223333:/);
    }
  });

  it("read and write in as many characters as a role's policies hold, and cannot change themselves", () => {
    const size = (policy: Policy): number => JSON.stringify(policy).replace(/\s/g, "").length;
    expect(size(readingPolicy(place)) + size(writing)).toBeLessThan(10_240);
    for (const roles of writing.Statement.filter(({ Sid }) => Sid.startsWith("Roles")))
      expect(roles.Resource).toEqual(["arn:aws:iam::111122223333:role/contoso-prod-*"]);
    for (const [, name] of text.matchAll(/--role-name (\S+)/g)) expect(name).toMatch(/^pipeline-/);
    const written = text.split("\n").filter((line) => line.includes("--policy-name write"));
    expect(written).toHaveLength(1);
    expect(written[0]).toContain("pipeline-contoso-aws-prod-deploy");
  });

  describe("in a simulation of IAM", () => {
    const role = "arn:aws:iam::111122223333:role/contoso-prod-workload-new";
    const bound = { "iam:PermissionsBoundary": boundary };
    const other = { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" };
    const anything = { Effect: "Allow", Action: "*", Resource: "*" };
    const may = (action: string, resource: string, context = {}, ...more: object[]): boolean =>
      permits([JSON.stringify(readingPolicy(place)), JSON.stringify(writing), ...more.map(documentOf)], {
        ...{ action, resource, context },
      });
    const documentOf = (statement: object): string => JSON.stringify({ Statement: statement });

    it.each(["CreateRole", "PutRolePolicy", "DeleteRolePolicy", "PutRolePermissionsBoundary"])(
      "%s holds for roles that carry the boundary, and no others",
      (action) => {
        expect(may(`iam:${action}`, role, bound)).toBe(true);
        expect(may(`iam:${action}`, role)).toBe(false);
        expect(may(`iam:${action}`, role, other)).toBe(false);
        expect(may(`iam:${action}`, role.replace("contoso", "fabrikam"), bound)).toBe(false);
      },
    );

    it("nobody takes the boundary off or changes it, whatever else the pipeline may do", () => {
      for (const [action, on] of [
        ["iam:DeleteRolePermissionsBoundary", role],
        ["iam:CreatePolicyVersion", boundary],
        ["iam:SetDefaultPolicyVersion", boundary],
        ["iam:DeletePolicyVersion", boundary],
        ["iam:DeletePolicy", boundary],
      ] as const) {
        expect(may(action, on, bound), action).toBe(false);
        expect(may(action, on, bound, anything), action).toBe(false);
      }
      for (const action of ["iam:AttachRolePolicy", "iam:CreatePolicy", "iam:CreateUser", "sts:AssumeRole"])
        expect(may(action, role, bound), action).toBe(false);
    });

    it("what a role does within the boundary is what roles of the platform do: it makes no other role and reads no object", () => {
      const most = [JSON.stringify(boundaryPolicy(place))];
      const at = "arn:aws:bedrock:eu-central-1:111122223333";
      const guarded = { "bedrock:GuardrailIdentifier": `${at}:guardrail/a:1` };
      const profile = `${at}:application-inference-profile/a`;
      const call = { action: "bedrock:InvokeModel", resource: profile };
      expect(permits(most, { ...call, context: guarded })).toBe(true);
      expect(permits(most, { ...call, context: {} })).toBe(false);
      for (const [action, resource] of [
        ["iam:CreateRole", role],
        ["iam:PutRolePolicy", role],
        ["iam:PassRole", role],
        ["sts:AssumeRole", role],
        ["s3:GetObject", "arn:aws:s3:::contoso-prod-invocations-1/x"],
        [
          "logs:GetLogEvents",
          "arn:aws:logs:eu-central-1:111122223333:log-group:/cornerstone/contoso-prod/x:y",
        ],
        ["bedrock:DeleteGuardrail", `${at}:guardrail/a`],
        ["kms:Decrypt", "arn:aws:kms:eu-central-1:111122223333:key/k"],
      ] as const)
        expect(permits(most, { action, resource, context: guarded }), action).toBe(false);
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
      expect(most[0]!.length).toBeLessThan(6_144);
    });

    it("stands before the first role, and the stack file names it", () => {
      const made = text.indexOf("aws iam create-policy --policy-name pipeline-contoso-aws-prod-boundary");
      expect(made).toBeGreaterThan(0);
      expect(made).toBeLessThan(text.indexOf("aws iam create-role"));
      const file = awsStackFile(answers, beside, "stacks/Pulumi.aws-prod.yaml", now);
      expect(file.ok && file.sections["aws"]).toMatchObject({ permissionsBoundary: boundary.split("/")[1] });
    });
  });

  it("reach the state where its first home keeps it, and nothing else in Azure", () => {
    const { container, key } = backendOf({
      organization: "contoso",
      stack: "prod",
      subscription: answers.subscription,
    });
    const scopes = [...text.matchAll(/--scope (\S+)/g)].map(([, scope]) => scope);
    expect(new Set(scopes)).toEqual(new Set([container, key]));
    const azure = {
      ...answers,
      organization: "contoso",
      owner: "",
      boundary: "eu",
      processing: "dataZone" as const,
    };
    const first = bootstrapSteps(
      {
        ...{ ...azure, stack: "prod", protected: true, frameworks: [], admins: "", existing: {} },
        ...{ network: { addressSpace: "10.0.0.0/20" }, dns: { mode: "own" as const } },
      },
      [],
    );
    expect(script({ stack: "prod" }, first)).toContain(container);
  });
});
