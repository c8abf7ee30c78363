import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDeployment, reviewDeployment, type DeploymentRequest } from "./check";
import { contextFor } from "./check/alternatives";
import { modelNames, models, versionsOf } from "./models";
import { quotaTiers } from "./quotas";
import { boundaryNames, regions } from "./regions";
import { processingScopes, skuNames } from "./skus";

const on = new Date("2026-11-22T00:00:00Z");
const request: DeploymentRequest = {
  model: "gpt-5.1",
  version: "2025-11-13",
  sku: "DataZoneStandard",
  region: "swedencentral",
  capacity: 100,
  boundary: "eu",
  processing: "dataZone",
  quotaTier: 3,
  on,
  noticeDays: 60,
};

const codes = (changes: Partial<DeploymentRequest>): readonly string[] =>
  checkDeployment({ ...request, ...changes }).map(({ code }) => code);

describe("checkDeployment", () => {
  it("accepts a deployment that Azure and the stack allow", () => {
    expect(reviewDeployment(request)).toEqual({ problems: [], unverified: [] });
  });

  it("names the nearest model for an unknown one", () => {
    const [problem] = checkDeployment({ ...request, model: "gpt5.1" });
    expect(problem).toMatchObject({ code: "unknownModel", property: "model" });
    expect(problem?.allowed[0]).toBe("gpt-5.1");
    expect(problem?.alternatives[0]).toEqual({
      model: "gpt-5.1",
      version: "2025-11-13",
      sku: "DataZoneStandard",
      region: "swedencentral",
      capacity: 100,
    });
  });

  it("accepts a declared model that the catalog does not have", () => {
    const declaredModels = [{ name: "gpt-7", version: "2027-01-01", retirementDate: "2028-07-01" }];
    const declared = { ...request, model: "gpt-7", version: "2027-01-01", declaredModels };
    expect(codes({ model: "gpt-7", version: "2027-01-01" })).toEqual(["unknownModel"]);
    expect(checkDeployment(declared)).toEqual([]);
    expect(reviewDeployment(declared).unverified.map(({ property }) => property)).toEqual([
      "sku",
      "capacity",
    ]);
  });

  it("checks what a declaration states", () => {
    const declaredModels = [
      {
        name: "gpt-7",
        version: "2027-01-01",
        retirementDate: "2026-12-01",
        skus: { GlobalStandard: ["eastus2"], DataZoneStandard: ["francecentral"] },
      },
    ];
    expect(codes({ model: "gpt-7", version: "2027-01-01", declaredModels })).toEqual([
      "retiresSoon",
      "skuNotOffered",
    ]);
  });

  it("credits the capacity that the deployment holds already", () => {
    const busy = { capacity: 900, quotaLimit: 1000, usedCapacity: 900 };
    expect(codes(busy)).toEqual(["quotaExceeded"]);
    expect(codes({ ...busy, heldCapacity: 800 })).toEqual([]);
    expect(codes({ ...busy, heldCapacity: 799 })).toEqual(["quotaExceeded"]);
  });

  it("answers an unknown quota as unverified", () => {
    // No table has a row for gpt-4o as a regional deployment.
    const review = reviewDeployment({
      ...request,
      model: "gpt-4o",
      version: "2024-11-20",
      sku: "Standard",
      capacity: 1_000_000,
    });
    expect(review.problems).toEqual([]);
    expect(review.unverified).toMatchObject([{ property: "capacity" }]);
  });

  it("keeps the residency demands when it proposes alternatives", () => {
    const [problem] = checkDeployment({
      ...request,
      sku: "GlobalStandard",
      allowedRegions: ["swedencentral"],
    });
    expect(problem?.code).toBe("processingTooWide");
    expect(problem?.alternatives.length).toBeGreaterThan(0);
    expect(new Set(problem?.alternatives.map(({ region }) => region))).toEqual(new Set(["swedencentral"]));
  });

  it("reports every problem at once", () => {
    expect(
      codes({
        model: "gpt-4o",
        version: "2024-05-13",
        sku: "GlobalStandard",
        region: "uksouth",
        capacity: 0,
      }),
    ).toEqual(["retiresSoon", "regionOutsideBoundary", "processingTooWide", "capacityTooSmall"]);
  });
});

describe("what Azure has to give", () => {
  const asked = {
    ...{
      model: "gpt-5.1",
      version: "2025-11-13",
      sku: "DataZoneProvisionedManaged",
      region: "swedencentral",
    },
    ...{
      capacity: 50,
      boundary: "eu",
      processing: "dataZone" as const,
      on: new Date("2026-11-23"),
      noticeDays: 60,
    },
    quotaLimit: 200,
  } as const;
  const doubts = (available?: { units: number; asOf: string }, heldCapacity = 0) =>
    reviewDeployment({ ...asked, heldCapacity, ...(available && { available }) }).unverified.map(
      ({ message }) => message,
    );

  it("is doubtful where it was less than what is asked for, beyond what the deployment holds", () => {
    const [message] = doubts({ units: 20, asOf: "2026-11-22" });
    expect(message).toContain("on 2026-11-22 Azure had 20 units of gpt-5.1");
    expect(doubts({ units: 50, asOf: "2026-11-22" })).toEqual([]);
    expect(doubts({ units: 20, asOf: "2026-11-22" }, 30)).toEqual([]);
    expect(doubts()).toEqual([]);
  });
});

const knownModel = fc.constantFrom(...models.filter(({ version }) => version !== undefined));
const anyDeployment = fc
  .record({
    known: knownModel,
    misspell: fc.boolean(),
    wrongVersion: fc.boolean(),
    sku: fc.constantFrom(...skuNames, "GlobalStandrd"),
    region: fc.constantFrom(...regions.map(({ name }) => name), "swedencentrl"),
    capacity: fc.oneof(
      fc.integer({ min: -5, max: 400 }),
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.double(),
    ),
    // Wide boundaries often, so that most demands can be met somewhere.
    boundary: fc.oneof(fc.constantFrom("eu", "us", "global"), fc.constantFrom(...boundaryNames, "atlantis")),
    processing: fc.constantFrom(...processingScopes),
    quotaTier: fc.option(fc.constantFrom(...quotaTiers), { nil: undefined }),
    held: fc.nat(500),
    used: fc.nat(1000),
    day: fc.integer({ min: -400, max: 900 }),
    noticeDays: fc.nat(200),
  })
  .map(({ known, misspell, wrongVersion, quotaTier, held, used, day, ...rest }): DeploymentRequest => ({
    ...rest,
    model: misspell ? `${known.name}x` : known.name,
    version: wrongVersion ? "1999-01-01" : (known.version ?? ""),
    on: new Date(on.getTime() + day * 86_400_000),
    heldCapacity: Math.min(held, used),
    usedCapacity: used,
    ...(quotaTier === undefined ? {} : { quotaTier }),
  }));

describe("alternatives", () => {
  it("pass themselves, for any deployment", () => {
    let proposed = 0;
    fc.assert(
      fc.property(anyDeployment, (asked) => {
        for (const { alternatives } of checkDeployment(asked)) {
          for (const alternative of alternatives) {
            proposed += 1;
            expect(checkDeployment({ ...contextFor(asked, alternative), ...alternative })).toEqual([]);
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(proposed).toBeGreaterThan(50);
  });

  it("differ from what was asked for, and from each other", () => {
    fc.assert(
      fc.property(anyDeployment, (asked) => {
        const [problem] = checkDeployment(asked);
        const texts = (problem?.alternatives ?? []).map((alternative) => JSON.stringify(alternative));
        expect(new Set(texts).size).toBe(texts.length);
        const { model, version, sku, region, capacity } = asked;
        expect(texts).not.toContain(JSON.stringify({ model, version, sku, region, capacity }));
      }),
      { numRuns: 200 },
    );
  });

  it("are found wherever the wanted model is offered inside the boundary", () => {
    // A plain search over the tables, to hold against the ranked one.
    for (const name of modelNames.filter((model) => model.startsWith("gpt-5"))) {
      for (const { version = "" } of versionsOf(name)) {
        const asked = { ...request, model: name, version, sku: "GlobalStandard", capacity: 50 };
        const [problem] = checkDeployment(asked);
        const anyOther = regions.some((region) =>
          skuNames.some((sku) => {
            const other = { ...asked, region: region.name, sku, capacity: 50 };
            return (
              reviewDeployment(other).problems.length === 0 && reviewDeployment(other).unverified.length === 0
            );
          }),
        );
        if (anyOther) expect(problem?.alternatives, `${name} ${version}`).not.toEqual([]);
      }
    }
  });
});
