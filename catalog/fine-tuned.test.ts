import { describe, expect, it } from "vitest";
import { deploymentCost } from "./cost";
import { fineTunedRetirement, fineTunedSkus } from "./fine-tuned";
import {
  availability,
  findModel,
  lifecycleOn,
  replacementOf,
  type DeclaredModel,
  type Model,
} from "./models";
import { skuNames } from "./skus";

const declared: DeclaredModel = {
  name: "gpt-4.1-mini-2025-04-14.ft-b044a9d3cf9c4228",
  version: "1",
  base: { name: "gpt-4.1-mini", version: "2025-04-14" },
};
const tuned = (changes: Partial<DeclaredModel> = {}): Model =>
  findModel(declared.name, "1", [{ ...declared, ...changes }])!;

describe("a fine-tuned model", () => {
  it("has the publisher and the capabilities of its base, and a retirement of its own", () => {
    const base = findModel("gpt-4.1-mini", "2025-04-14")!;
    const model = tuned();
    expect(model).toMatchObject({ format: "OpenAI", capabilities: base.capabilities, base: declared.base });
    expect(model.retirement).toEqual({ date: "2027-10-14", basis: "vendor" });
    expect(model.retirement?.date).not.toBe(base.retirement?.date);
    expect(lifecycleOn(model, new Date("2027-10-14")).state).toBe("retired");
  });

  it("retires when the stack file says so, where it does", () => {
    expect(tuned({ retirementDate: "2027-01-01" }).retirement?.date).toBe("2027-01-01");
    expect(tuned({ base: { name: "gpt-5.1", version: "2025-11-13" } }).retirement).toBeUndefined();
    expect(fineTunedRetirement({ name: "gpt-4.1-mini", version: "2024-01-01" })).toBeUndefined();
  });

  it("is never exchanged for another by itself", () => {
    expect(replacementOf(tuned())).toBeUndefined();
  });

  it("is deployed with the SKUs of fine-tuned models alone, in regions that no source lists", () => {
    const offered = skuNames.filter((sku) => availability(tuned(), sku, "swedencentral") !== "notOffered");
    expect([...offered].sort()).toEqual([...fineTunedSkus].sort());
    expect(availability(tuned(), "Standard", "swedencentral")).toBe("unknown");
    expect(availability(tuned({ skus: { Standard: ["swedencentral"] } }), "Standard", "swedencentral")).toBe(
      "offered",
    );
  });

  it.each([
    ["Standard", true],
    ["GlobalStandard", true],
    ["DeveloperTier", false],
    ["ProvisionedManaged", false],
  ])("%s: pays for the hours that it stands: %s", (sku, pays) => {
    const lines = deploymentCost({
      model: tuned(),
      sku,
      region: "swedencentral",
      capacity: 10,
      usage: { input: 1_000_000 },
    });
    const hosting = lines.filter(({ item }) => item === "hosting of a fine-tuned model");
    expect(hosting).toHaveLength(pays ? 1 : 0);
    for (const line of hosting) {
      expect(line).toMatchObject({ quantity: 730, unit: "hour", cost: { kind: "unknown" } });
    }
  });
});
