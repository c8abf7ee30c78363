import { describe, expect, it } from "vitest";
import { findModel, models } from "./models";
import { findMeter, metersOf, provisionedPrice, reservationPrice, tokenPrice } from "./prices";
import sources from "./sources.json";

const model = (name: string, version?: string): NonNullable<ReturnType<typeof findModel>> =>
  findModel(name, version)!;

describe("prices", () => {
  it("name their sources, which exist", () => {
    const known = new Set(sources.map(({ id }) => id));
    for (const of of models) {
      for (const region of ["swedencentral", "eastus2"]) {
        for (const sku of ["GlobalStandard", "DataZoneStandard"]) {
          const price = tokenPrice({ model: of, sku, region, kind: "input" });
          if (price.kind === "unknown") continue;
          expect(price.sources.length).toBeGreaterThan(0);
          for (const { source, asOf } of price.sources) {
            expect(known.has(source), source).toBe(true);
            expect(asOf).toMatch(/^20\d\d/);
          }
        }
      }
    }
  });

  it("differ by class: long prompts, priority, batch", () => {
    const price = (priceClass?: "long272k" | "priority" | "flex"): unknown =>
      tokenPrice({
        model: model("gpt-5.6-sol"),
        sku: "GlobalStandard",
        region: "eastus2",
        kind: "cachedInput",
        ...(priceClass ? { priceClass } : {}),
      });
    expect(price()).toMatchObject({ low: 0.4, high: 0.4 });
    expect(price("long272k")).toMatchObject({ low: 0.8 });
    expect(price("priority")).toMatchObject({ low: 0.8 });
    expect(price("flex")).toMatchObject({ low: 0.2 });
  });

  it("of provisioned units depend on SKU, region and publisher", () => {
    const rate = (name: string, sku: string, region: string): unknown => {
      const price = provisionedPrice(model(name), sku, region);
      return price.kind === "known" ? price.low : "unknown";
    };
    expect(rate("gpt-5.1", "GlobalProvisionedManaged", "japaneast")).toBe(1);
    expect(rate("gpt-5.1", "DataZoneProvisionedManaged", "eastus2")).toBe(1.1);
    expect(rate("gpt-5.1", "DataZoneProvisionedManaged", "japaneast")).toBe(1.2);
    expect(rate("gpt-5.1", "ProvisionedManaged", "uksouth")).toBe(2.54);
    expect(rate("gpt-5.1", "ProvisionedManaged", "westus")).toBe(2);
    // No row of the sources names this region.
    expect(rate("gpt-5.2", "ProvisionedManaged", "centralus")).toBe("unknown");
    expect(rate("Llama-3.3-70B-Instruct", "GlobalProvisionedManaged", "eastus")).toBe("unknown");
    expect(rate("grok-4", "GlobalProvisionedManaged", "eastus")).toBe("unknown");
    expect(rate("gpt-5.1", "GlobalStandard", "eastus")).toBe("unknown");
  });

  it("of reservations are known for the global SKU alone", () => {
    expect(reservationPrice("GlobalProvisionedManaged", "month")).toMatchObject({
      low: 260,
      unit: "PTU-month",
    });
    expect(reservationPrice("DataZoneProvisionedManaged", "month").kind).toBe("unknown");
  });

  it("of a meter prefer the region, then what holds everywhere", () => {
    expect(findMeter("Log Analytics", "Analytics Logs Data Ingestion", "westeurope")?.price).toMatchObject({
      low: 2.99,
    });
    expect(findMeter("Key Vault", "Operations (Standard)", "swedencentral")?.price).toMatchObject({
      low: 0.03,
    });
    expect(findMeter("Key Vault", "Operations (Standard)", "swedencentral", "CAD")?.price.kind).toBe(
      "unknown",
    );
    expect(findMeter("Key Vault", "Unlocking", "swedencentral")).toBeUndefined();
    expect(metersOf("API Management")).toContain("Standard v2 Unit");
  });
});
