import { describe, expect, it } from "vitest";
import { formatProblems, loadStackFile } from "../../../stacks/config/index";
import type { AwsAnswers, Beside } from "./aws-answers";
import { readingPolicy, writingPolicy, type Policy } from "./aws-pipeline-policy";
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
    ["writing", writingPolicy(place)],
  ] as const)("allow nothing outside of the platform's names and its region: %s", (_, policy) => {
    for (const { Sid, Effect, Action, Resource, Condition } of policy.Statement) {
      expect(Effect).toBe("Allow");
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
    expect(size(readingPolicy(place)) + size(writingPolicy(place))).toBeLessThan(10_240);
    const writable = writingPolicy(place).Statement.find(({ Sid }) => Sid === "Roles")?.Resource;
    expect(writable).toEqual(["arn:aws:iam::111122223333:role/contoso-prod-*"]);
    for (const [, name] of text.matchAll(/--role-name (\S+)/g)) expect(name).toMatch(/^pipeline-/);
    const written = text.split("\n").filter((line) => line.includes("--policy-name write"));
    expect(written).toHaveLength(1);
    expect(written[0]).toContain("pipeline-contoso-aws-prod-deploy");
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
