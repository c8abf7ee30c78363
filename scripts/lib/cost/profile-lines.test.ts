import { describe, expect, it } from "vitest";
import { roundToCents } from "../../../catalog/cost";
import type { ResourceNode } from "../../../graph/types";
import { isAws } from "../../../stacks/config/index";
import { loadBase } from "./base";
import { profileLines } from "./profile-lines";

const { config } = loadBase("aws-prod", "aws-prod");
if (!isAws(config)) throw new Error("aws-prod is a stack on AWS");
const aws = config;

function profile(workload: string, model: string): ResourceNode {
  return {
    ...{ urn: "urn:x", type: "aws:bedrock/inferenceProfile:InferenceProfile", name: "x", custom: true },
    ...{ dependencies: [], propertyDependencies: {}, inputs: { tags: { workload, model } }, outputs: {} },
    ...{ protect: false, retainOnDelete: false },
  };
}

describe("the tokens of a workload on Bedrock", () => {
  it("agree with a hand-computed case to the cent", () => {
    const lines = profileLines(profile("customer-service", "chat"), aws);
    // claude-sonnet-5-5 by its `eu.` profile: 2.20, 0.11 and 11.00 USD for a million tokens.
    expect(
      lines.map(({ cost: { item, cost } }) => [item, cost.kind === "known" && roundToCents(cost.high)]),
    ).toEqual([
      ["input tokens", 132], // 60 x 2.20
      ["cached input tokens", 2.2], // 20 x 0.11
      ["output tokens", 88], // 8 x 11.00
    ]);
  });

  it("are not priced one by one where provisioned units pay for them", () => {
    const changed = structuredClone(aws);
    changed.aws.models[0]!.provisionedUnits = 2;
    const lines = profileLines(profile("customer-service", changed.aws.models[0]!.name), changed);
    expect(lines.map(({ cost: { cost } }) => cost)).toEqual([
      expect.objectContaining({
        kind: "unknown",
        reason: expect.stringContaining("provisioned units") as string,
      }),
    ]);
  });

  it("are not known, and not free, where nobody states them", () => {
    const changed = structuredClone(aws);
    delete changed.workloads[0]!.models[0]!.usage;
    for (const lines of [
      profileLines(profile("customer-service", "chat"), changed),
      profileLines(profile("nobody", "chat"), aws),
    ])
      expect(lines.map(({ basis, cost }) => [basis, cost.cost.kind])).toEqual([["unknown", "unknown"]]);
  });
});
