import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findModel } from "./models";
import {
  accountLimits,
  capacityRule,
  defaultLimit,
  provisionedThroughput,
  quotaPool,
  roundUpCapacity,
  tokensPerMinutePerUnit,
} from "./quotas";

const model = (name: string, version?: string): NonNullable<ReturnType<typeof findModel>> =>
  findModel(name, version)!;
const pool = (sku: string, region: string, name: string, version = "1"): ReturnType<typeof quotaPool> =>
  quotaPool({ subscription: "s", region, sku, model: name, version });

describe("quotaPool", () => {
  it("is one per subscription, region, SKU and model", () => {
    expect(pool("GlobalStandard", "Sweden Central", "gpt-5.1")).toEqual({
      key: "s/swedencentral/openai.globalstandard.gpt-5.1",
      usageName: "OpenAI.GlobalStandard.gpt-5.1",
      scope: "region",
    });
    expect(pool("globalstandard", "swedencentral", "gpt-5.1").key).toBe(
      pool("GlobalStandard", "swedencentral", "gpt-5.1").key,
    );
    expect(pool("GlobalStandard", "eastus", "gpt-5.1").key).not.toBe(
      pool("GlobalStandard", "westus", "gpt-5.1").key,
    );
  });

  it("is shared by all models of a provisioned SKU", () => {
    expect(pool("GlobalProvisionedManaged", "eastus", "gpt-5.1").usageName).toBe(
      "OpenAI.GlobalProvisionedManaged",
    );
    expect(pool("GlobalProvisionedManaged", "eastus", "gpt-4.1").key).toBe(
      pool("GlobalProvisionedManaged", "eastus", "gpt-5.1").key,
    );
  });

  it("of another publisher's model is counted apart", () => {
    expect(pool("GlobalStandard", "eastus", "DeepSeek-V3.2").usageName).toBe(
      "AIServices.GlobalStandard.DeepSeek-V3.2",
    );
  });

  it("spans regions for models with subscription-level quota", () => {
    const translate = "gpt-realtime-translate";
    expect(pool("GlobalStandard", "eastus2", translate)).toMatchObject({ scope: "subscription" });
    expect(pool("GlobalStandard", "eastus2", translate).key).toBe(
      pool("GlobalStandard", "swedencentral", translate).key,
    );
    expect(pool("DataZoneStandard", "eastus2", translate).key).toBe(
      pool("DataZoneStandard", "westus", translate).key,
    );
    expect(pool("DataZoneStandard", "eastus2", translate).key).not.toBe(
      pool("DataZoneStandard", "swedencentral", translate).key,
    );
    expect(pool("GlobalStandard", "eastus2", translate, "1").key).not.toBe(
      pool("GlobalStandard", "eastus2", translate, "2").key,
    );
  });
});

describe("defaultLimit", () => {
  it("is in units of capacity", () => {
    expect(defaultLimit(model("gpt-4.1"), "GlobalStandard", 1)).toEqual({ capacity: 1000, doubtful: false });
    expect(tokensPerMinutePerUnit("gpt-4.1")).toBe(1000);
    expect(tokensPerMinutePerUnit("o1")).toBe(6000);
  });

  it("says where sources disagree and where none has a row", () => {
    expect(defaultLimit(model("gpt-6-sol"), "GlobalStandard", 2)).toMatchObject({ doubtful: true });
    expect(defaultLimit(model("gpt-6-sol"), "GlobalStandard", 6)).toMatchObject({ doubtful: false });
    expect(defaultLimit(model("gpt-4o"), "Standard", 6)).toBe("unknown");
    expect(defaultLimit(model("gpt-5.1"), "ProvisionedManaged", 6)).toBe("unknown");
    // Counted in requests, not tokens.
    expect(defaultLimit(model("gpt-image-2"), "GlobalStandard", 6)).toBe("unknown");
  });
});

describe("capacityRule", () => {
  it("follows the sizing table", () => {
    expect(capacityRule(model("gpt-5.1"), "DataZoneProvisionedManaged")).toEqual({
      unit: "ptu",
      minimum: 15,
      step: 5,
      maximum: 100_000,
    });
    expect(capacityRule(model("gpt-4o", "2024-11-20"), "ProvisionedManaged")).toMatchObject({
      minimum: 50,
      step: 50,
    });
    expect(capacityRule(model("Llama-3.3-70B-Instruct"), "ProvisionedManaged")).toBe("notOffered");
    expect(capacityRule(model("DeepSeek-V3.2"), "GlobalProvisionedManaged")).toBe("unknown");
  });

  it("rounds up to the next capacity that the rule allows", () => {
    const rules = fc.record({
      minimum: fc.integer({ min: 1, max: 100 }),
      step: fc.integer({ min: 1, max: 50 }),
      span: fc.nat(5000),
    });
    fc.assert(
      fc.property(rules, fc.integer({ min: -10, max: 6000 }), ({ minimum, step, span }, wanted) => {
        const maximum = minimum + span;
        const rounded = roundUpCapacity(wanted, { unit: "ptu", minimum, step, maximum });
        expect(rounded).toBeGreaterThanOrEqual(minimum);
        expect(rounded).toBeLessThanOrEqual(maximum);
        expect((rounded - minimum) % step).toBe(0);
        const largest = maximum - (span % step);
        expect(rounded >= wanted || rounded === largest).toBe(true);
        if (rounded > minimum) expect(rounded - step).toBeLessThan(wanted);
      }),
    );
  });
});

describe("provisionedThroughput", () => {
  it("weighs output and cached tokens as the model's row says", () => {
    expect(provisionedThroughput(model("gpt-5.1"))).toEqual({
      inputTpmPerPtu: 4750,
      weights: { input: 1, cachedInput: 0, output: 8 },
    });
    expect(provisionedThroughput(model("gpt-6-sol"))).toEqual({
      inputTpmPerPtu: 3000,
      weights: { input: 1, cachedInput: 0.1, output: 5 },
    });
    expect(provisionedThroughput(model("gpt-4o-mini-tts"))).toBe("unknown");
  });
});

describe("accountLimits", () => {
  it("are the documented ones", () => {
    expect(accountLimits).toEqual({
      openAIAccountsPerRegion: 30,
      aiServicesAccountsPerRegion: 100,
      projectsPerAccount: 250,
      deploymentsPerAccount: 32,
      fineTunedDeploymentsPerAccount: 10,
      ptuPerDeployment: 100_000,
    });
  });
});
