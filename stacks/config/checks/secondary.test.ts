import { describe, expect, it } from "vitest";
import { parseStackConfig } from "../parse";
import { changedConfig, testDay, testFile } from "../testing";

const limits = ["customer-service", "analytics"].map((workload) => ({ workload, monthlyTokens: 1_000_000 }));

interface Other {
  readonly region?: string;
  readonly profile?: string;
  readonly workloads?: readonly string[];
}

/** The file of the second cloud's stack, as far as the checks read it. */
function other({
  region = "eu-central-1",
  profile = "eu.anthropic.claude-sonnet-5-5",
  workloads,
}: Other = {}) {
  return {
    environment: { name: "test", organization: "contoso", owner: "a@b.example", region },
    aws: { models: [{ name: "stand-in", profile, guardrail: "strict" }] },
    workloads: (workloads ?? ["customer-service", "analytics"]).map((name) => ({
      name,
      models: [{ deployment: "stand-in", share: 50 }],
    })),
  };
}

function problems(
  standIns: readonly object[],
  { changes = {}, beside = other() }: { changes?: object; beside?: Record<string, unknown> | undefined } = {},
) {
  const secondary = { stack: "aws-test", standIns };
  const raw = changedConfig({ gateway: { limits }, secondary, ...changes });
  const result = parseStackConfig(raw, testFile, {
    on: testDay,
    beside: (stack) => (stack === "aws-test" ? beside : undefined),
  });
  return result.ok
    ? []
    : result.problems.map(({ path, message, allowed, fix }) => ({ path, message, allowed, fix }));
}

const chat = { deployment: "chat", model: "stand-in" };
const inUs = {
  "environment/region": "eastus2",
  residency: { boundary: "us", processing: "dataZone" },
  "models/accounts/0/region": "eastus2",
  "models/accounts/1/region": "eastus2",
  "compliance/frameworks": [],
};

describe("the section of the second cloud", () => {
  it("is accepted where its models stay inside, with or without the other stack's file", () => {
    expect(problems([chat])).toEqual([]);
    expect(problems([chat], { beside: undefined })).toEqual([]);
    expect(
      problems([{ ...chat, workloads: ["analytics"] }], { beside: other({ workloads: ["analytics"] }) }),
    ).toEqual([]);
  });

  it.each(["us.anthropic.claude-sonnet-5-5", "global.anthropic.claude-sonnet-5-5"])(
    "is refused where an EU stack would reach %s, with the path",
    (profile) => {
      const [problem, ...more] = problems([chat], { beside: other({ region: "us-east-1", profile }) });
      expect(more).toEqual([]);
      expect(problem).toMatchObject({ path: "secondary.standIns[0].model" });
      expect(problem?.message).toContain(
        `prompts would leave the residency boundary "eu": chat -> gateway -> aws-test stand-in -> ${profile}`,
      );
      expect(problem?.allowed).toBe("eu.anthropic.claude-sonnet-5-5");
    },
  );

  it("says that OpenAI's models have no profile that stays in the EU", () => {
    const beside = other({ region: "us-east-1", profile: "us.openai.gpt-6-sol" });
    expect(problems([chat], { beside })[0]?.allowed).toMatch(/^no profile of this model stays inside/);
  });

  it.each(["us.openai.gpt-6-sol", "us.anthropic.claude-sonnet-5-5"])(
    "takes %s in a stack of the US",
    (profile) => {
      expect(problems([chat], { changes: inUs, beside: other({ region: "us-east-1", profile }) })).toEqual(
        [],
      );
    },
  );

  it("is refused where a profile spreads over regions and prompts must stay in one", () => {
    const changes = {
      "residency/processing": "region",
      "models/deployments/0/sku": "Standard",
      "models/deployments/0/model": "gpt-5.1",
      "models/deployments/0/version": "2025-11-13",
    };
    expect(
      problems([chat], { changes })
        .map(({ message }) => message)
        .join(),
    ).toMatch(/wider than residency\.processing: chat -> gateway/);
  });

  it.each<[string, object[], object, string, RegExp, RegExp]>([
    [
      "without a gateway",
      [chat],
      { changes: { gateway: undefined } },
      "secondary",
      /reached through the gateway/,
      /"gateway"/,
    ],
    [
      "for an unknown deployment",
      [{ ...chat, deployment: "chatt" }],
      {},
      "secondary.standIns[0].deployment",
      /did you mean "chat"/,
      /write "chat"/,
    ],
    [
      "for a deployment that nobody calls",
      [{ ...chat, deployment: "embeddings" }],
      {},
      "secondary.standIns[0].deployment",
      /no workload calls/,
      /another deployment/,
    ],
    [
      "for a workload that does not call it",
      [{ ...chat, workloads: ["analytic"] }],
      {},
      "secondary.standIns[0].workloads[0]",
      /did you mean "analytics"/,
      /write/,
    ],
    [
      "by an unknown model",
      [{ ...chat, model: "standin" }],
      {},
      "secondary.standIns[0].model",
      /no model "standin" in aws-test; did you mean "stand-in"/,
      /write/,
    ],
    [
      "twice for a pool",
      [chat, { ...chat, workloads: ["analytics"] }],
      {},
      "secondary.standIns[1].deployment",
      /has a stand-in for workload "analytics" already/,
      /own workloads/,
    ],
    [
      "for a workload that lacks the model there",
      [chat],
      { beside: other({ workloads: ["analytics"] }) },
      "secondary.standIns[0].model",
      /workload "customer-service" has no model "stand-in" in aws-test/,
      /add \{ deployment: stand-in/,
    ],
    [
      "by a stack of Azure",
      [chat],
      { beside: { models: {} } },
      "secondary.stack",
      /no stack on AWS/,
      /second cloud/,
    ],
  ])("is refused %s", (_, standIns, options, path, message, fix) => {
    const [problem, ...more] = problems(standIns, options);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ path });
    expect(problem?.message).toMatch(message);
    expect(problem?.fix).toMatch(fix);
  });
});
