import { describe, expect, it } from "vitest";
import type { PlacementRequest } from "../../../catalog/place/types";
import { checkDemandOptions, checkModels } from "./arguments";
import type { PlaceOptions } from "./index";

const options: PlaceOptions = {
  ...{ stack: "prod", model: ["gpt-5.1"], inputTpm: 1000, peak: 2 },
  ...{ confirmedQuota: false, write: false, dryRun: false, all: false, json: false },
};
const request = (name: string, version?: string): PlacementRequest => ({
  demands: [
    {
      ...{ name: "chat", models: [version === undefined ? { name } : { name, version }], input: 1 },
      ...{ cachedInput: 0, output: 0, utilization: 1, latency: "standard", regions: 1 },
    },
  ],
  ...{ boundary: "eu", processing: "dataZone", quota: [], on: new Date("2026-11-23"), noticeDays: 60 },
  declaredModels: [{ name: "gpt-9", version: "2027-01-15" }],
});

describe("a demand on the command line", () => {
  it.each<[Partial<PlaceOptions>, RegExp]>([
    [{ inputTpm: undefined }, /how many tokens a minute/],
    [{ inputTpm: 0, outputTpm: 0 }, /how many tokens a minute/],
    [{ outputTpm: -4 }, /--output-tpm takes tokens a minute, 0 or more/],
    [{ inputTpm: NaN }, /--input-tpm takes tokens/],
    [{ utilization: 0 }, /--utilization takes a percentage/],
    [{ boundary: "moon" }, /no residency boundary "moon"/],
  ])("is refused with %j, in its own words", (change, message) => {
    expect(() => {
      checkDemandOptions({ ...options, ...change });
    }).toThrow(message);
  });

  it("is taken as it is where it is right", () => {
    checkDemandOptions({ ...options, boundary: "eu", utilization: 30 });
    checkModels(request("gpt-5.1"));
    checkModels(request("gpt-9", "2027-01-15"));
  });

  it("names the models and versions that there are", () => {
    expect(() => {
      checkModels(request("gpt-5.1", "2031-01-01"));
    }).toThrow("gpt-5.1 has no version 2031-01-01");
    expect(() => {
      checkModels(request("gtp-5.1"));
    }).toThrow("knows no model gtp-5.1");
  });
});
