import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isAws } from "../../cloud";
import { parseStackConfig } from "../../parse";
import { testDay, type BadConfiguration } from "../../testing";

const text = readFileSync(join(__dirname, "../../../Pulumi.aws-prod.yaml"), "utf8");

/** The sections of aws-prod, fresh at each call, with changes: path (keys joined by `/`) to new value. */
function changed(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { config } = parse(text) as { config: Record<string, unknown> };
  const sections = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace("cornerstone:", ""), value]),
  );
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split("/");
    const last = keys.pop() ?? "";
    let target = sections;
    for (const key of keys) target = (target[key] ??= {}) as Record<string, unknown>;
    if (value === undefined) Reflect.deleteProperty(target, last);
    else target[last] = value;
  }
  return sections;
}

function problemsAfter(changes: Readonly<Record<string, unknown>>) {
  const result = parseStackConfig(changed(changes), "stacks/Pulumi.aws-prod.yaml", { on: testDay });
  return result.ok ? [] : result.problems;
}

const bad: readonly BadConfiguration[] = [
  [
    "an Azure region",
    { "environment/region": "swedencentral" },
    "environment.region",
    "swedencentral",
    /not allowed here/,
    /choose one/,
  ],
  [
    "a section of Azure",
    { network: { addressSpace: "10.40.0.0/20" } },
    "network",
    { addressSpace: "10.40.0.0/20" },
    /"network" is one of Azure/,
    /remove it/,
  ],
  [
    "a region that is not allowed",
    { "residency/allowedRegions": ["eu-west-1"] },
    "environment.region",
    "eu-central-1",
    /not one of residency.allowedRegions/,
    /add "eu-central-1"/,
  ],
  [
    "an allowed region outside the boundary",
    { "residency/allowedRegions": ["eu-central-1", "eu-west-2"] },
    "residency.allowedRegions[1]",
    "eu-west-2",
    /outside the residency boundary "eu"/,
    /change residency.boundary/,
  ],
  [
    "OpenAI's model, which has no profile of the EU",
    { "aws/models/0/profile": "us.openai.gpt-5.6-terra" },
    "aws.models[0].profile",
    "us.openai.gpt-5.6-terra",
    /outside the residency boundary "eu" \(the model has global\., us\., none of which stays inside\)/,
    /model of another family: eu\./,
  ],
  [
    "a global profile of a model that has one of the EU",
    { "aws/models/0/profile": "global.anthropic.claude-sonnet-5-5" },
    "aws.models[0].profile",
    "global.anthropic.claude-sonnet-5-5",
    /processed outside/,
    /write "eu\.anthropic\.claude-sonnet-5-5"/,
  ],
  [
    "a geography where only the region is allowed",
    {
      "residency/processing": "region",
      "aws/guardrails/0/tier": "classic",
      "aws/guardrails/1/tier": "classic",
      "aws/models": [{ name: "chat", profile: "eu.amazon.nova-pro-v1:0", guardrail: "strict" }],
      "workloads/0/models": [],
      "workloads/1/models": [],
      "workloads/2/models": [],
      "workloads/3/models": [],
    },
    "aws.models[0].profile",
    "eu.amazon.nova-pro-v1:0",
    /processes in every region of its geography, and residency.processing is "region"/,
    /choose a model of another family/,
  ],
  [
    "a model that retires",
    { "aws/models/0/profile": "eu.anthropic.claude-haiku-4-5-20251001-v1:0" },
    "aws.models[0].profile",
    "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    /has been retired since 2026-10-15/,
    /newer model/,
  ],
  [
    "a model that is misspelt",
    { "aws/models/0/profile": "eu.anthropic.claude-sonet-5-5" },
    "aws.models[0].profile",
    "eu.anthropic.claude-sonet-5-5",
    /did you mean "eu\.anthropic\.claude-sonnet-5-5"/,
    /write "eu/,
  ],
  [
    "provisioned units of a profile",
    { "aws/models/0/provisionedUnits": 2 },
    "aws.models[0].provisionedUnits",
    2,
    /of one region/,
    /remove provisionedUnits/,
  ],
  [
    "a guardrail that is not there",
    { "aws/models/0/guardrail": "strickt" },
    "aws.models[0].guardrail",
    "strickt",
    /no guardrail "strickt"/,
    /write "strict"/,
  ],
  [
    "sensitive data without masking",
    { "aws/guardrails/0/personalData": "none" },
    "aws.guardrails[0].personalData",
    "none",
    /masks no personal data/,
    /identifiers/,
  ],
  [
    "a guardrail beyond the region",
    {
      "residency/processing": "region",
      "aws/guardrails/1/tier": "classic",
      "aws/models": [{ name: "chat", profile: "openai.gpt-oss-120b", guardrail: "strict" }],
      "workloads/0/models": [],
      "workloads/1/models": [],
      "workloads/2/models": [],
      "workloads/3/models": [],
    },
    "aws.guardrails[0].tier",
    "standard",
    /every region of its geography/,
    /classic/,
  ],
  [
    "a workload that calls a model of the other cloud",
    { "workloads/0/models/0/deployment": "chat-reserved" },
    "workloads[0].models[0].deployment",
    "chat-reserved",
    /no model "chat-reserved"/,
    /declare the model|write "/,
  ],
  [
    "a workload that nobody may act as",
    { "aws/federation/subjects/customer-service": undefined },
    "workloads[0].name",
    "customer-service",
    /nobody may act as/,
    /aws\.federation\.subjects/,
  ],
  [
    "a subject of a workload that is not there",
    { "aws/federation/subjects/customer-servise": "0f1b7c52-8a3d-4e6f-9c21-5d7e90ab3c14" },
    "aws.federation.subjects.customer-servise",
    "0f1b7c52-8a3d-4e6f-9c21-5d7e90ab3c14",
    /did you mean "customer-service"/,
    /write "customer-service"/,
  ],
  [
    "zones of another region",
    { "aws/network/availabilityZones/1": "eu-west-1a" },
    "aws.network.availabilityZones[1]",
    "eu-west-1a",
    /not a zone of the region "eu-central-1"/,
    /zone of eu-central-1/,
  ],
  [
    "the same zone twice",
    { "aws/network/availabilityZones/1": "eu-central-1a" },
    "aws.network.availabilityZones[1]",
    "eu-central-1a",
    /listed twice/,
    /another zone/,
  ],
  [
    "public addresses",
    { "aws/network/addressSpace": "11.0.0.0/20" },
    "aws.network.addressSpace",
    "11.0.0.0/20",
    /not a private range/,
    /private range/,
  ],
  [
    "shares beyond the whole",
    { "workloads/3/models/0/share": 50 },
    "workloads[3].models[0].share",
    50,
    /add up to 110/,
    /lower the shares/,
  ],
];

describe("a stack on AWS", () => {
  it.each(bad)("is refused with %s", (_, changes, path, value, message, fix) => {
    const problems = problemsAfter(changes);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.value).toEqual(value);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.fix).toMatch(fix);
  });

  it("takes a profile of the United States where the boundary is theirs", () => {
    const inUs = {
      "environment/region": "us-east-1",
      residency: { boundary: "us", processing: "dataZone" },
      compliance: { frameworks: ["hipaa"] },
      "aws/network/availabilityZones": ["us-east-1a", "us-east-1b"],
      "aws/models/0/profile": "us.openai.gpt-5.6-terra",
      "aws/models/1/profile": "us.anthropic.claude-haiku-5-5",
      "aws/models/2/profile": "us.anthropic.claude-opus-5-5",
    };
    expect(problemsAfter(inUs)).toEqual([]);
  });

  it("has regions of AWS by default, and tokens of pipelines that are made out to AWS", () => {
    const result = parseStackConfig(changed({ "residency/allowedRegions": undefined }), "test", {
      on: testDay,
    });
    if (!result.ok || !isAws(result.config)) throw new Error("not a stack on AWS");
    expect(result.config.residency.allowedRegions).toContain("eu-west-1");
    expect(result.config.residency.allowedRegions).not.toContain("westeurope");
    expect(result.config.workloads[3]?.federation[0]?.audience).toBe("sts.amazonaws.com");
  });
});
