import { describe, expect, it } from "vitest";
import {
  availability,
  findModel,
  lifecycleOn,
  modelNames,
  models,
  regionsOffering,
  replacementOf,
  retiresWithin,
  skusIn,
  versionsOf,
} from "./models";
import { findRegion } from "./regions";

const day = (text: string): Date => new Date(`${text}T12:00:00Z`);
const found = (name: string, version?: string): NonNullable<ReturnType<typeof findModel>> =>
  findModel(name, version)!;

describe("models", () => {
  it("are found by name and version, the newest without one", () => {
    expect(findModel("gpt-4o")?.version).toBe("2024-11-20");
    expect(findModel("gpt-4o", "2024-05-13")?.version).toBe("2024-05-13");
    expect(findModel("gpt-4o", "1999-01-01")).toBeUndefined();
    expect(findModel("gpt-9")).toBeUndefined();
    expect(versionsOf("Phi-4").map(({ version }) => version)).toEqual(["7", "6", "5", "4", "3", "2"]);
  });

  it("prefer a declaration to the catalog", () => {
    const declared = [{ name: "gpt-5.1", version: "2027-01-01" }];
    expect(findModel("gpt-5.1", undefined, declared)?.version).toBe("2027-01-01");
    expect(versionsOf("gpt-5.1", declared).map(({ version }) => version)).toEqual([
      "2027-01-01",
      "2025-11-13",
    ]);
    expect(findModel("gpt-5.1")?.version).toBe("2025-11-13");
  });

  it("are offered in regions that the catalog knows", () => {
    for (const model of models) {
      for (const regions of Object.values(model.regionsBySku ?? {})) {
        expect(new Set(regions).size, model.name).toBe(regions.length);
        for (const region of regions) expect(findRegion(region), `${model.name}: ${region}`).toBeDefined();
      }
    }
    expect(modelNames.length).toBeGreaterThan(140);
  });

  it("agree about regions, SKUs and availability", () => {
    const model = found("gpt-5.1");
    expect(skusIn(model, "norwayeast")).toEqual([
      "GlobalStandard",
      "GlobalProvisionedManaged",
      "GlobalBatch",
    ]);
    expect(regionsOffering(model, "DataZoneBatch")).not.toContain("swedencentral");
    expect(availability(model, "datazonestandard", "Sweden Central")).toBe("offered");
    expect(availability(model, "DataZoneStandard", "norwayeast")).toBe("notOffered");
    expect(availability(model, "DeveloperTier", "eastus")).toBe("unknown");
    expect(regionsOffering(found("claude-sonnet-5"), "GlobalStandard")).toBe("unknown");
  });

  it("carry the regions of Azure Government", () => {
    expect(availability(found("gpt-4.1"), "DataZoneProvisionedManaged", "usgovvirginia")).toBe("notOffered");
    expect(availability(found("gpt-4.1"), "Standard", "usgovvirginia")).toBe("offered");
  });
});

describe("lifecycleOn", () => {
  it("follows stage and date", () => {
    expect(lifecycleOn(found("gpt-5.1"), day("2026-11-22")).state).toBe("generallyAvailable");
    expect(lifecycleOn(found("gpt-chat-latest"), day("2026-11-22")).state).toBe("preview");
    expect(lifecycleOn(found("gpt-4.1"), day("2026-11-22")).state).toBe("deprecating");
    expect(lifecycleOn(found("gpt-5-chat"), day("2026-01-01")).state).toBe("retired");
    expect(lifecycleOn(found("gpt-6-sol"), day("2026-11-22"))).toEqual({
      state: "unknown",
      retirement: { date: "2028-03-11", basis: "thirdParty" },
    });
  });

  it("retires on the day itself, in UTC", () => {
    const model = found("o3");
    expect(lifecycleOn(model, new Date("2026-11-18T23:59:59Z")).state).toBe("deprecating");
    expect(lifecycleOn(model, new Date("2026-11-19T00:00:00Z")).state).toBe("retired");
  });

  it("is unknown between two dates of one source", () => {
    const model = found("gpt-realtime-mini", "2025-10-06");
    expect(lifecycleOn(model, day("2026-09-20")).state).toBe("generallyAvailable");
    expect(lifecycleOn(model, day("2026-11-22")).state).toBe("unknown");
    expect(lifecycleOn(model, day("2027-04-06")).state).toBe("retired");
  });

  it("never revives a model: once retired, retired on every later day", () => {
    for (const model of models) {
      let retired = false;
      for (
        let date = day("2026-01-01");
        date < day("2029-01-01");
        date = new Date(date.getTime() + 7 * 86_400_000)
      ) {
        const { state } = lifecycleOn(model, date);
        if (retired) expect(state, `${model.name} ${model.version ?? ""}`).toBe("retired");
        retired ||= state === "retired";
        if (state === "retired") expect(retiresWithin(model, date, 0)).toBe("yes");
      }
    }
  });
});

describe("replacementOf", () => {
  it("is the vendor's recommendation, with the version that it names", () => {
    expect(replacementOf(found("gpt-4o", "2024-05-13"))?.name).toBe("gpt-5.6-sol");
    expect(replacementOf(found("sora-2", "2025-10-06"))?.version).toBe("2025-12-08");
    expect(replacementOf(found("gpt-5.1"))).toBeUndefined();
  });
});
