import { beforeAll, describe, expect, it } from "vitest";
import type { ResourceGraph } from "../../../graph/types";
import { isAws, parseStackConfig, type AwsStackConfig } from "../../../stacks/config/index";
import { awsResolver } from "../../../tests/support/aws-resolver";
import { recordStack } from "../../../tests/support/record";
import { stackFile } from "../../../tests/support/stack-files";
import { compareAccess } from "./access";

const sections = Object.fromEntries(
  Object.entries(stackFile("aws-prod")).map(([key, value]) => [key.replace("cornerstone:", ""), value]),
);

function configOf(): AwsStackConfig {
  const result = parseStackConfig(sections, "test", { on: new Date("2026-11-23") });
  if (!result.ok || !isAws(result.config)) throw new Error("aws-prod is not in order");
  return result.config;
}

describe("access to AWS", () => {
  const config = configOf();
  let graph: ResourceGraph;
  beforeAll(async () => {
    graph = await recordStack("aws-prod", sections, { resolver: awsResolver() });
  });

  it("of a new subject is gained, and that of the old one lost", async () => {
    const aws = structuredClone(sections["aws"]) as { federation: { subjects: Record<string, string> } };
    aws.federation.subjects["customer-service"] = "11111111-2222-4333-8444-555555555555";
    const after = await recordStack("aws-prod", { ...sections, aws }, { resolver: awsResolver() });
    const { gained, lost } = compareAccess({ graph, config }, { graph: after, config });
    expect(gained).toEqual([
      expect.objectContaining({
        principal: expect.stringMatching(/^11111111-2222-4333-8444-555555555555 of arn:aws:iam:/) as unknown,
        role: "assume",
        scope: expect.stringContaining("workload-customer-service") as unknown,
      }),
    ]);
    expect(lost).toHaveLength(1);
  });

  it("to a model is gained by the workload and the gateway, under the guardrail", async () => {
    const workloads = structuredClone(sections["workloads"]) as {
      models: { deployment: string; share: number }[];
    }[];
    workloads[1]!.models[0]!.share = 99;
    workloads[2]!.models.push({ deployment: "copywriting", share: 1 });
    const after = await recordStack("aws-prod", { ...sections, workloads }, { resolver: awsResolver() });
    const { gained } = compareAccess({ graph, config }, { graph: after, config });
    const calls = gained.filter(({ scope }) => scope.includes("predictive-analytics-copywriting"));
    expect(calls.map(({ principal }) => principal).sort()).toEqual([
      expect.stringContaining("gateway") as unknown,
      expect.stringContaining("predictive-analytics") as unknown,
    ]);
    for (const { scope, role } of calls) {
      expect(role).toContain("bedrock:InvokeModel");
      expect(scope).toContain("bedrock:GuardrailIdentifier");
    }
  });
});
