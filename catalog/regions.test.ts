import { describe, expect, it } from "vitest";
import {
  awsRegionsInBoundary,
  boundaryNames,
  findBoundary,
  findRegion,
  isRegionInBoundary,
  regions,
  regionsInBoundary,
  regionsInDataZone,
} from "./regions";
import {
  isProcessingInBoundary,
  isWithinScope,
  processingGeography,
  processingScopes,
  skuNames,
  skus,
} from "./skus";

const namesIn = (boundary: (typeof boundaryNames)[number]): readonly string[] =>
  regionsInBoundary(boundary).map(({ name }) => name);

describe("regions", () => {
  it("are found as ARM and as the portal write them", () => {
    expect(findRegion("swedencentral")?.country).toBe("SE");
    expect(findRegion("Sweden Central")).toBe(findRegion("swedencentral"));
    expect(findRegion("atlantis")).toBeUndefined();
  });

  it("know that Azure Government is another cloud", () => {
    expect(namesIn("us")).not.toContain("usgovvirginia");
    expect(namesIn("us-gov")).toEqual(["usgovarizona", "usgovvirginia", "usgovtexas"]);
  });
});

describe("residency boundaries", () => {
  it("take the EU as the European Economic Area", () => {
    expect(namesIn("eu")).toEqual(expect.arrayContaining(["swedencentral", "norwayeast", "northeurope"]));
    for (const outside of ["uksouth", "switzerlandnorth", "eastus"]) {
      expect(isRegionInBoundary(outside, "eu"), outside).toBe(false);
    }
    expect(namesIn("eu-adequate")).toEqual(expect.arrayContaining(["uksouth", "switzerlandnorth"]));
  });

  it("contain only regions of their countries, and none is empty", () => {
    for (const boundary of boundaryNames) {
      const { countries } = findBoundary(boundary)!;
      expect(namesIn(boundary).length, boundary).toBeGreaterThan(0);
      for (const { name, country } of regionsInBoundary(boundary)) {
        expect(countries === "any" || countries.includes(country), `${name} in ${boundary}`).toBe(true);
      }
    }
  });

  it("name the countries outside in which their data zones may process", () => {
    for (const boundary of boundaryNames) {
      const { countries, dataZones, dataZoneTransfers = [] } = findBoundary(boundary)!;
      const outside = dataZones
        .flatMap((zone) => regionsInDataZone(zone))
        .filter(({ country }) => countries !== "any" && !countries.includes(country))
        .map(({ country }) => country);
      expect([...new Set(outside)], boundary).toEqual(dataZoneTransfers);
    }
  });

  it("answer undefined for what they do not know", () => {
    expect(isRegionInBoundary("atlantis", "eu")).toBeUndefined();
    expect(isRegionInBoundary("swedencentral", "middle-earth")).toBeUndefined();
    // A name that every object has is not a boundary.
    expect(findBoundary("constructor")).toBeUndefined();
  });

  it("hold for AWS regions too", () => {
    const eu = awsRegionsInBoundary("eu").map(({ name }) => name);
    expect(eu).toEqual(expect.arrayContaining(["eu-central-1", "eusc-de-east-1"]));
    expect(eu).not.toContain("eu-west-2");
    expect(eu).not.toContain("eu-central-2");
    expect(awsRegionsInBoundary("us").map(({ name }) => name)).not.toContain("us-gov-west-1");
  });
});

describe("processing geography", () => {
  it("follows the SKU and the region", () => {
    expect(processingGeography("GlobalStandard", "swedencentral")).toEqual({ scope: "global" });
    expect(processingGeography("datazonestandard", "Sweden Central")).toEqual({
      scope: "dataZone",
      dataZone: "EU",
    });
    expect(processingGeography("Standard", "westeurope")).toEqual({
      scope: "region",
      region: "westeurope",
      geography: "Europe",
    });
    expect(processingGeography("DataZoneStandard", "uksouth").scope).toBe("unknown");
    expect(processingGeography("Standard", "atlantis").scope).toBe("unknown");
    expect(processingGeography("Turbo", "eastus").scope).toBe("unknown");
  });

  it("of a regional SKU is its whole Azure geography", () => {
    const singapore = processingGeography("Standard", "southeastasia");
    expect(isProcessingInBoundary(singapore, "apac")).toBe(true);
    // West Europe and North Europe are one geography: the Netherlands and Ireland.
    expect(isProcessingInBoundary(processingGeography("Standard", "westeurope"), "eu")).toBe(true);
    expect(isProcessingInBoundary(processingGeography("Standard", "uksouth"), "eu")).toBe(false);
  });

  it("of every SKU in every region is inside global, and never inside two countries", () => {
    const countries = boundaryNames.filter(
      (name) => findBoundary(name)!.countries.length === 1 && name !== "us-gov",
    );
    for (const sku of skuNames) {
      for (const { name, cloud } of regions) {
        const geography = processingGeography(sku, name);
        if (geography.scope !== "unknown" && cloud === "AzureCloud") {
          expect(isProcessingInBoundary(geography, "global"), `${sku} ${name}`).toBe(true);
        }
        const inside = countries.filter((boundary) => isProcessingInBoundary(geography, boundary));
        expect(inside.length, `${sku} ${name}: ${inside.join()}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it("is ordered from narrow to wide", () => {
    const allowed = processingScopes.map((scope) =>
      skuNames.filter((name) => isWithinScope(skus[name], scope)),
    );
    expect(allowed[0]).toEqual(["Standard", "ProvisionedManaged"]);
    expect(allowed[1]).toEqual(expect.arrayContaining([...allowed[0]!, "DataZoneStandard", "DataZoneBatch"]));
    expect(allowed[2]).toEqual(skuNames);
  });
});
