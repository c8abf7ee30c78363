import { describe, expect, it } from "vitest";
import { bedrockProcessing, modelEndpoint } from "./endpoints";

describe("modelEndpoint", () => {
  it.each([
    ["https://contoso-1.openai.azure.com/openai", { cloud: "azure", account: "contoso-1" }],
    ["https://contoso-1.cognitiveservices.azure.com", { cloud: "azure", account: "contoso-1" }],
    ["https://contoso-1.services.ai.azure.com/x", { cloud: "azure", account: "contoso-1" }],
    ["https://bedrock-runtime.eu-central-1.amazonaws.com", { cloud: "aws", region: "eu-central-1" }],
    ["https://bedrock-mantle.us-east-1.api.aws/openai/v1", { cloud: "aws", region: "us-east-1" }],
    ["https://bedrock-runtime.eu-central-1.amazonaws.com.evil.example", undefined],
    ["https://a.b.openai.azure.com", undefined],
    ["https://sts.eu-central-1.amazonaws.com", undefined],
    ["no url", undefined],
  ])("%s", (url, expected) => {
    expect(modelEndpoint(url)).toEqual(expected);
  });
});

describe("bedrockProcessing", () => {
  const arn = (region: string, resource: string) => `arn:aws:bedrock:${region}:111122223333:${resource}`;

  it("knows a system-defined profile by its geography, even of a model newer than the catalog", () => {
    expect(
      bedrockProcessing(arn("eu-central-1", "inference-profile/us.anthropic.claude-sonnet-5")),
    ).toMatchObject({
      scope: "profile",
      geography: "us",
    });
    expect(
      bedrockProcessing(arn("eu-central-1", "inference-profile/eu.anthropic.claude-next-99")),
    ).toMatchObject({
      geography: "eu",
    });
    expect(bedrockProcessing(arn("us-east-1", "inference-profile/global.openai.gpt-6-sol"))).toMatchObject({
      geography: "global",
    });
  });

  it("knows a model by its region", () => {
    expect(bedrockProcessing("arn:aws:bedrock:eu-west-3::foundation-model/amazon.nova-pro-v1:0")).toEqual({
      scope: "region",
      region: "eu-west-3",
    });
  });

  it("does not guess where an application inference profile is processed", () => {
    expect(bedrockProcessing(arn("eu-central-1", "application-inference-profile/abc"))).toMatchObject({
      scope: "unknown",
    });
    expect(bedrockProcessing(arn("eu-central-1", "inference-profile/acme.model"))).toMatchObject({
      scope: "unknown",
    });
    expect(bedrockProcessing("arn:aws:s3:::bucket")).toMatchObject({ scope: "unknown" });
  });
});
