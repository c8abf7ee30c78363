import { describe, expect, it } from "vitest";
import {
  bedrockModels,
  bedrockTokenPrice,
  findBedrockModel,
  isBedrockProcessingInBoundary,
  profileGeography,
  profilesInBoundary,
} from "./bedrock";

const model = (id: string): NonNullable<ReturnType<typeof findBedrockModel>> => findBedrockModel(id)!;

describe("bedrock", () => {
  it("finds a model by its own ID and by a profile", () => {
    expect(findBedrockModel("eu.anthropic.claude-sonnet-5")).toBe(model("anthropic.claude-sonnet-5"));
    expect(profileGeography("eu.anthropic.claude-sonnet-5")).toBe("eu");
    expect(profileGeography("us-gov.anthropic.claude-sonnet-5")).toBe("us-gov");
    expect(profileGeography("anthropic.claude-sonnet-5")).toBeUndefined();
    expect(findBedrockModel("eu.openai.gpt-6-sol")).toBeUndefined();
  });

  it("knows that OpenAI's models cannot be kept in the EU", () => {
    for (const { modelId, provider } of bedrockModels) {
      if (provider === "openai") expect(profilesInBoundary(model(modelId), "eu"), modelId).toEqual([]);
    }
    expect(profilesInBoundary(model("anthropic.claude-sonnet-5"), "eu")).toEqual([
      "eu.anthropic.claude-sonnet-5",
    ]);
  });

  it("judges where a call is processed", () => {
    const inside = (id: string, region: string, boundary: string): boolean | undefined =>
      isBedrockProcessingInBoundary(id, region, boundary);
    expect(inside("eu.anthropic.claude-sonnet-5", "eu-central-1", "eu")).toBe(true);
    expect(inside("global.anthropic.claude-sonnet-5", "eu-central-1", "eu")).toBe(false);
    expect(inside("anthropic.claude-sonnet-5", "eu-central-1", "de")).toBe(true);
    expect(inside("anthropic.claude-sonnet-5", "eu-west-2", "eu")).toBe(false);
    expect(inside("anthropic.claude-sonnet-5", "eu-atlantis-1", "eu")).toBeUndefined();
    expect(inside("acme.model", "eu-central-1", "eu")).toBeUndefined();
  });

  it("prices a profile, a region and an endpoint each as its own", () => {
    const price = (id: string, region: string, endpoint?: "mantle"): unknown => {
      const found = bedrockTokenPrice({ id, region, kind: "input", ...(endpoint ? { endpoint } : {}) });
      return found.kind === "known" ? found.low : "unknown";
    };
    expect(price("global.openai.gpt-5.4", "us-east-1")).toBe(2.5);
    expect(price("us.openai.gpt-5.4", "us-east-1")).toBe(2.75);
    expect(price("openai.gpt-5.4", "us-gov-west-1", "mantle")).toBe(3.375);
    expect(price("openai.gpt-5.4", "us-east-1", "mantle")).toBe(2.75);
    expect(price("openai.gpt-5.4", "us-east-1")).toBe("unknown");
    expect(price("acme.model", "us-east-1")).toBe("unknown");
  });
});
