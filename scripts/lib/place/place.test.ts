import { readFileSync } from "node:fs";
import { join } from "node:path";
import colors from "picocolors";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { reviewDeployment } from "../../../catalog/check";
import { optionsOf } from "../../../catalog/place/options";
import type { Demand, PlacementRequest } from "../../../catalog/place/types";
import { onAzure } from "../../../stacks/config/index";
import { loadBase } from "../cost/base";
import { Failure } from "../failure";
import { projectRoot } from "../paths";
import { demandsOf, readDemands, requestOf } from "./demand";
import { planOf } from "./plan";
import { renderPlan } from "./render";
import { loadHighs } from "./highs";
import { writePlan } from "./write";

const on = new Date("2026-11-23T00:00:00Z");
const config = onAzure(loadBase("prod", "prod").config);
const prod = requestOf(config, on);
const prodText = readFileSync(join(projectRoot, "stacks", "Pulumi.prod.yaml"), "utf8");

function demand(other: Partial<Demand> = {}): Demand {
  return {
    ...{ name: "chat", models: [{ name: "gpt-5.1", version: "2025-11-13" }], input: 300_000, cachedInput: 0 },
    ...{ output: 40_000, utilization: 0.5, latency: "standard", regions: 1, ...other },
  };
}

function request(demands: readonly Demand[], other: Partial<PlacementRequest> = {}): PlacementRequest {
  return { ...prod, quota: [], demands, ...other };
}

describe("a placement", () => {
  it("is the cheapest by the price list, worked out by hand", async () => {
    const plan = await planOf(request([demand()]));
    // 43,800 min x 50 %: 6,570 million input tokens x 1.375 + 876 million output tokens x 11 USD.
    expect(plan.deployments).toMatchObject([
      { sku: "DataZoneStandard", region: "swedencentral", capacity: 340, load: 1 },
    ]);
    expect(plan.cost.high).toBeCloseTo(9033.75 + 9636, 4);
  });

  it("prefers provisioned units from the load on where they are cheaper", async () => {
    // (300,000 + 8 x 40,000) / 4,750 = 130.5 -> 135 units in steps of 5 from 15; 135 x 730 h x 1.20 = 118,260 USD.
    const plan = await planOf(request([demand()]));
    expect(plan.breakEvens[0]).toMatchObject({
      ...{ provisioned: "DataZoneProvisionedManaged", units: 135, provisionedCost: 118_260 },
    });
    expect(plan.breakEvens[0]!.utilization).toBeCloseTo((0.5 * 118_260) / 18_669.75, 6);
    const guaranteed = await planOf(request([demand({ latency: "guaranteed" })]));
    expect(guaranteed.deployments).toMatchObject([{ sku: "DataZoneProvisionedManaged", capacity: 135 }]);
    expect(guaranteed.deployments[0]!.unverified.join()).toContain("quota");
  });

  it("keeps every deployment valid by the checks of the stack", async () => {
    const plan = await planOf({ ...prod, demands: demandsOf(config, 2) });
    expect(plan.unplaced).toEqual([]);
    for (const { model, version, sku, region, capacity } of plan.deployments) {
      const review = reviewDeployment({
        ...{ model, version, sku, region, capacity, boundary: prod.boundary, processing: prod.processing },
        ...{
          on,
          noticeDays: prod.noticeDays,
          allowedRegions: prod.allowedRegions!,
          quotaTier: prod.quotaTier!,
        },
      });
      expect(review.problems).toEqual([]);
    }
  });

  it("answers prod's demand in under two seconds of this process", async () => {
    await loadHighs();
    const before = process.cpuUsage();
    await planOf({ ...prod, demands: demandsOf(config, 2) });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  it("gives a reason for every option that it does not take", async () => {
    const asked = request([demand(), demand({ name: "nightly", latency: "batch" })]);
    const plan = await planOf(asked);
    const { candidates, rejections } = optionsOf(asked);
    expect(plan.rejected.length + plan.deployments.length).toBe(candidates.length + rejections.length);
    expect(plan.rejected.every(({ reason }) => reason !== "")).toBe(true);
    const why = (sku: string, region: string, name = "chat"): string | undefined =>
      plan.rejected.find((each) => each.demand === name && each.sku === sku && each.region === region)
        ?.reason;
    expect(why("GlobalStandard", "swedencentral")).toContain("anywhere in the world");
    expect(why("DataZoneStandard", "germanywestcentral")).toContain("not among the allowed regions");
    expect(why("DataZoneBatch", "swedencentral")).toContain("within a day");
    expect(why("Standard", "swedencentral")).toContain("no source gives token prices");
    expect(why("DataZoneStandard", "francecentral")).toContain("order of preference");
    expect(why("DataZoneProvisionedManaged", "swedencentral")).toMatch(/costs .* the proposal 18,669.75/);
    expect(why("DataZoneBatch", "swedencentral", "nightly")).toContain("is not offered as DataZoneBatch");
  });

  it("takes a batch, at half the price, for what can wait a day", async () => {
    const asked = request([demand({ latency: "batch" })], { boundary: "global", processing: "global" });
    const plan = await planOf(asked);
    // 6,570 x 0.625 + 876 x 5.00 USD
    expect(plan.deployments).toMatchObject([{ sku: "GlobalBatch", cost: { low: 8486.25, high: 8486.25 } }]);
    expect(plan.deployments[0]!.unverified.join()).toContain("batch");
  });

  it("survives a region, and says when it cannot", async () => {
    const two = await planOf(request([demand({ regions: 2 })]));
    expect(two.deployments.map(({ region, capacity }) => [region, capacity])).toEqual([
      ["swedencentral", 340],
      ["francecentral", 340],
    ]);
    expect(two.cost.high).toBeCloseTo(18_669.75, 4);
    const one = await planOf(request([demand({ regions: 2 })], { allowedRegions: ["swedencentral"] }));
    expect(one.unplaced).toEqual([
      { demand: "chat", reason: "it needs two regions, and only swedencentral has options for it" },
    ]);
  });

  it("takes no more of a region than Azure has to give there, whatever the quota", async () => {
    const left = {
      ...{ model: "gpt-5.1", version: "2025-11-13", sku: "DataZoneStandard", region: "swedencentral" },
      asOf: "2026-11-22",
    };
    const units = async (available: number) => {
      const plan = await planOf(request([demand()], { capacities: [{ ...left, available }] }));
      return {
        units: plan.deployments.map(({ region, capacity }) => [region, capacity]),
        why: plan.rejected.find(({ code }) => code === "capacity")?.reason,
      };
    };
    expect((await units(100)).units).toEqual([["francecentral", 340]]);
    expect((await units(400)).units).toEqual([["swedencentral", 340]]);
    expect(await units(0)).toEqual({
      units: [["francecentral", 340]],
      why: "Azure had 0 units to give in swedencentral on 2026-11-22, 1 are the least",
    });
  });

  it("keeps the quota, over all demands of a pool", async () => {
    const quota = ["swedencentral", "francecentral"].map((region) => ({
      ...{ model: "gpt-5.1", sku: "DataZoneStandard", region, limit: 400, used: 50 },
    }));
    const asked = request([demand(), demand({ name: "second" })], { quota });
    const plan = await planOf(asked);
    expect(plan.unplaced).toEqual([]);
    for (const region of ["swedencentral", "francecentral"]) {
      const units = plan.deployments.filter(
        (each) => each.region === region && each.sku === "DataZoneStandard",
      );
      expect(units.reduce((sum, { capacity }) => sum + capacity, 0)).toBeLessThanOrEqual(350);
    }
    const less = quota.map((row) => ({ ...row, used: 350 }));
    const short = await planOf(request([demand()], { quota: less, confirmedQuotaOnly: true }));
    expect(short.unplaced[0]).toEqual({
      demand: "chat",
      reason: "the quota that is left carries 29 % of it",
    });
    // What can be placed is placed.
    const mixed = request([demand(), demand({ name: "other", models: [{ name: "gpt-5.6-terra" }] })], {
      ...{ quota: less, confirmedQuotaOnly: true },
    });
    const rest = await planOf(mixed);
    expect(rest.unplaced.map((each) => each.demand)).toEqual(["chat"]);
    expect(rest.deployments.map((each) => each.demand)).toEqual(["other"]);
  });

  it("names a model that it does not know", async () => {
    const plan = await planOf(request([demand({ models: [{ name: "gpt-99" }] })]));
    expect(plan.unplaced[0]?.reason).toContain("no option satisfies it");
    expect(plan.rejected[0]?.reason).toBe("the catalog does not know gpt-99");
  });

  it("prints within 100 columns", async () => {
    const plan = await planOf({ ...prod, demands: demandsOf(config, 2) });
    const text = renderPlan(plan, { colors: colors.createColors(false), columns: 100, every: false });
    expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(116);
    expect(text).toContain("the cheapest placement costs");
  });
});

describe("demands", () => {
  it("of a stack are its declared usage at the peak", () => {
    const chat = demandsOf(config, 3).find(({ name }) => name === "chat")!;
    // (400 + 300 + 20 + 15) million input tokens over 43,800 minutes, times 3.
    expect(chat).toMatchObject({
      input: Math.ceil((735_000_000 / 43_800) * 3),
      regions: 2,
      latency: "standard",
    });
    expect(demandsOf(config, 3).find(({ name }) => name === "chat-reserved")).toMatchObject({
      ...{ latency: "guaranteed", regions: 1 },
    });
  });

  it("of a file win over the stack, with every fault named", () => {
    const content = {
      boundary: "us",
      quotaTier: 5,
      quota: [{ sku: "GlobalProvisionedManaged", region: "eastus2", limit: 100 }],
      demands: [
        { name: "chat", models: ["gpt-5.1@2025-11-13", "gpt-5.6-terra"], input: 1000, utilization: 20 },
      ],
    };
    expect(readDemands(content, "demand.yaml", prod)).toMatchObject({
      ...{ boundary: "us", quotaTier: 5, allowedRegions: [] },
      demands: [
        {
          models: [{ name: "gpt-5.1", version: "2025-11-13" }, { name: "gpt-5.6-terra" }],
          ...{ input: 1000, output: 0, utilization: 0.2, latency: "standard", regions: 1 },
        },
      ],
    });
    const broken = { demands: [{ name: "Chat", models: [], latency: "soon" }], surprise: 1 };
    expect(() => readDemands(broken, "demand.yaml", prod)).toThrow(Failure);
    expect(() => readDemands(broken, "demand.yaml", prod)).toThrow(
      /demands\.0\.name.*demands\.0\.models.*surprise/s,
    );
    expect(() => readDemands({ demands: [{ name: "a", models: ["x"] }] }, "f", prod)).toThrow("no tokens");
  });
});

describe("writePlan", () => {
  it("changes capacities, adds deployments and accounts, and keeps every comment", async () => {
    const wide = { ...config, residency: { ...config.residency } };
    const asked = request(
      [
        demand({ name: "copywriting", models: [{ name: "gpt-5.6-sol", version: "2026-07-09" }] }),
        demand({ name: "summaries" }),
      ],
      {},
    );
    const plan = await planOf(asked);
    const { text, kept } = writePlan(prodText, "Pulumi.prod.yaml", wide, plan, on);
    const comments = (yaml: string) => yaml.match(/#.*/g);
    expect(comments(text)).toEqual(comments(prodText));
    const { config: written } = parse(text) as {
      config: Record<string, { deployments: Record<string, unknown>[] }>;
    };
    const { deployments } = written["cornerstone:models"]!;
    expect(deployments.find(({ name }) => name === "copywriting")).toMatchObject({ capacity: 340 });
    expect(deployments.at(-1)).toEqual({
      ...{ name: "summaries", account: "primary", model: "gpt-5.1", version: "2025-11-13" },
      ...{ sku: "DataZoneStandard", capacity: 340, contentFilter: "strict" },
    });
    expect(kept).toContain("chat-reserved");
    expect(text.split("\n").length).toBe(prodText.split("\n").length + 7);
    // Written again, nothing changes.
    const again = loadAgain(text);
    expect(writePlan(text, "Pulumi.prod.yaml", again, plan, on).text).toBe(text);
  });

  it("refuses what the configuration's checks refuse, with the reasons", async () => {
    const asked = request([demand()], { allowedRegions: ["germanywestcentral"] });
    const plan = await planOf(asked);
    expect(plan.deployments[0]?.region).toBe("germanywestcentral");
    expect(() => writePlan(prodText, "Pulumi.prod.yaml", config, plan, on)).toThrow(
      /does not fit.*germanywestcentral/s,
    );
  });
});

function loadAgain(text: string): typeof config {
  const models = (parse(text) as { config: Record<string, unknown> }).config["cornerstone:models"];
  return { ...config, models: { ...config.models, ...(models as Partial<typeof config.models>) } };
}
