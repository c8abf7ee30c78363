import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deploymentCost, meterCost, roundToCents, runningAllMonth, totalCost, type CostLine } from "./cost";
import { findModel, models, type Model } from "./models";
import { regions } from "./regions";
import { skuNames } from "./skus";

const model = (name: string, version?: string): Model => findModel(name, version)!;
const amounts = ({ cost }: CostLine): unknown =>
  cost.kind === "known" ? [cost.low, cost.high, cost.currency] : "unknown";

describe("deploymentCost", () => {
  it("agrees with a hand-computed month of tokens to the cent", () => {
    const lines = deploymentCost({
      model: model("gpt-5.1"),
      sku: "DataZoneStandard",
      region: "swedencentral",
      capacity: 100,
      usage: { input: 123_456_789, cachedInput: 76_543_211, output: 45_678_901 },
    });
    // 123.456789 x 1.375 = 169.753084875; 76.543211 x 0.1375 = 10.5246915125; 45.678901 x 11 = 502.467911
    expect(lines.map(amounts)).toEqual([
      [169.753084875, 169.753084875, "USD"],
      [10.5246915125, 10.5246915125, "USD"],
      [502.467911, 502.467911, "USD"],
    ]);
    const [total] = totalCost(lines).known;
    expect(roundToCents(total!.low)).toBe(682.75);
  });

  it("takes the price of the zone in which the deployment processes", () => {
    const usage = { input: 1_000_000 };
    const cost = (sku: string, region: string): unknown =>
      deploymentCost({ model: model("gpt-5.1"), sku, region, capacity: 1, usage }).map(amounts)[0];
    expect(cost("GlobalStandard", "swedencentral")).toEqual([1.25, 1.25, "USD"]);
    expect(cost("DataZoneStandard", "eastus2")).toEqual([1.375, 1.375, "USD"]);
    expect(cost("GlobalBatch", "swedencentral")).toEqual([0.625, 0.625, "USD"]);
    expect(cost("DataZoneStandard", "usgovvirginia")).toEqual([1.71875, 1.71875, "USD"]);
  });

  it("takes the price of the version", () => {
    const cost = (version: string): unknown =>
      deploymentCost({
        model: model("gpt-4o", version),
        sku: "GlobalStandard",
        region: "eastus",
        capacity: 1,
        usage: { output: 2_000_000 },
      }).map(amounts)[0];
    expect(cost("2024-05-13")).toEqual([30, 30, "USD"]);
    expect(cost("2024-11-20")).toEqual([20, 20, "USD"]);
  });

  it("answers the range where sources disagree", () => {
    const [line] = deploymentCost({
      model: model("gpt-5.6-sol"),
      sku: "GlobalStandard",
      region: "eastus2",
      capacity: 10,
      usage: { output: 10_000_000 },
    });
    expect(amounts(line!)).toEqual([200, 300, "USD"]);
    expect(line!.price).toMatchObject({ sources: [{ source: "S7" }, { source: "S10", asOf: "2026-07-27" }] });
  });

  it("bills provisioned units by the hour, whatever they serve", () => {
    const query = { model: model("gpt-5.1"), region: "swedencentral", capacity: 50, usage: { input: 1 } };
    // 50 x 730 h x 2.36, x 1.20, x 1.00 USD
    expect(deploymentCost({ ...query, sku: "ProvisionedManaged" }).map(amounts)).toEqual([
      [86140, 86140, "USD"],
    ]);
    expect(deploymentCost({ ...query, sku: "DataZoneProvisionedManaged" }).map(amounts)).toEqual([
      [43800, 43800, "USD"],
    ]);
    expect(deploymentCost({ ...query, sku: "GlobalProvisionedManaged" }).map(amounts)).toEqual([
      [36500, 36500, "USD"],
    ]);
  });

  it("bills a reservation by its term", () => {
    const query = {
      model: model("gpt-5.1"),
      region: "eastus",
      capacity: 15,
      sku: "GlobalProvisionedManaged",
    };
    // 15 x 260; 15 x 2,652 / 12
    expect(deploymentCost({ ...query, reservation: "month" }).map(amounts)).toEqual([[3900, 3900, "USD"]]);
    expect(deploymentCost({ ...query, reservation: "year" }).map(amounts)).toEqual([[3315, 3315, "USD"]]);
    expect(deploymentCost({ ...query, sku: "ProvisionedManaged", reservation: "year" }).map(amounts)).toEqual(
      ["unknown"],
    );
  });

  it("lists what is unknown instead of adding zero", () => {
    const query = { model: model("gpt-5.1"), sku: "Standard", region: "swedencentral", capacity: 1 };
    const total = totalCost([
      ...deploymentCost({ ...query, usage: { input: 5_000_000 } }),
      ...deploymentCost({ ...query, sku: "GlobalStandard" }),
    ]);
    expect(total).toEqual({
      known: [],
      unknown: [
        { item: "input tokens", reason: "no source gives token prices of Standard in swedencentral" },
        { item: "tokens", reason: "the tokens a month are not stated" },
      ],
    });
  });

  it("knows that embeddings have no output to pay for, and that a router's models are not free", () => {
    const query = { sku: "GlobalStandard", region: "eastus2", capacity: 1, usage: { output: 1_000_000 } };
    expect(deploymentCost({ ...query, model: model("text-embedding-3-large") }).map(amounts)).toEqual([
      [0, 0, "USD"],
    ]);
    expect(deploymentCost({ ...query, model: model("model-router") }).map(amounts)).toEqual(["unknown"]);
  });

  it("never answers a free token, for any deployment", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.constantFrom(...skuNames),
        fc.constantFrom(...regions.map(({ name }) => name)),
        fc.integer({ min: 1, max: 1_000_000_000_000 }),
        (of, sku, region, tokens) => {
          const lines = deploymentCost({
            model: of,
            sku,
            region,
            capacity: 15,
            usage: { input: tokens, output: tokens },
          });
          for (const { cost } of lines) {
            if (cost.kind === "unknown") expect(cost.reason).not.toBe("");
            else {
              if (!of.capabilities.includes("embeddings")) expect(cost.low).toBeGreaterThan(0);
              expect(cost.high).toBeGreaterThanOrEqual(cost.low);
            }
          }
          expect(lines.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("meterCost", () => {
  it("bills what runs all month by the hour", () => {
    const endpoint = { service: "Private Link", meter: "Standard Private Endpoint", region: "swedencentral" };
    const quantity = runningAllMonth("hour", 3);
    // 3 x 730 h x 0.01
    expect(amounts(meterCost({ ...endpoint, quantity }))).toEqual([21.9, 21.9, "USD"]);
    expect(amounts(meterCost({ ...endpoint, quantity, currency: "CAD" }))).toEqual([30.879, 30.879, "CAD"]);
  });

  it("leaves out free units", () => {
    const logs = { service: "Log Analytics", meter: "Analytics Logs Data Ingestion", region: "eastus2" };
    // (25 - 5) x 2.76
    expect(amounts(meterCost({ ...logs, quantity: 25 }))).toEqual([55.2, 55.2, "USD"]);
    expect(amounts(meterCost({ ...logs, quantity: 4 }))).toEqual([0, 0, "USD"]);
  });

  it("pays each step of a volume price at its own price", () => {
    const egress = { service: "Bandwidth", meter: "Internet egress", region: "eastus2" };
    // (10,335 - 100) x 0.087 + (20,000 - 10,335) x 0.083 = 890.445 + 802.195
    expect(amounts(meterCost({ ...egress, quantity: 20_000 }))).toEqual([1692.64, 1692.64, "USD"]);
    expect(amounts(meterCost({ ...egress, quantity: 100 }))).toEqual([0, 0, "USD"]);
  });

  it("does not take the list price of another region", () => {
    const line = meterCost({
      service: "Log Analytics",
      meter: "Analytics Logs Data Ingestion",
      region: "swedencentral",
      quantity: 10,
    });
    expect(line.cost).toEqual({
      kind: "unknown",
      reason: "no source prices it in swedencentral in USD",
    });
  });

  it("answers a meter that it does not know as unknown", () => {
    expect(amounts(meterCost({ service: "Teleport", meter: "Jump", region: "eastus", quantity: 1 }))).toBe(
      "unknown",
    );
  });
});

describe("totalCost", () => {
  it("adds exactly, keeps currencies apart and does not depend on the order", () => {
    const line = (low: number, high: number, currency: "USD" | "CAD"): CostLine => ({
      item: "x",
      quantity: 1,
      unit: "unit",
      price: { kind: "unknown", reason: "" },
      cost: { kind: "known", low, high, currency },
    });
    expect(totalCost([line(0.1, 0.1, "USD"), line(0.2, 0.3, "USD"), line(5, 5, "CAD")]).known).toEqual([
      { currency: "USD", low: 0.3, high: 0.4 },
      { currency: "CAD", low: 5, high: 5 },
    ]);
    const amount = fc.integer({ min: 0, max: 1_000_000_000 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1 }), (values) => {
        const lines = values.map((value) => line(value, value, "USD"));
        expect(totalCost(lines)).toEqual(totalCost([...lines].reverse()));
      }),
    );
  });
});
