import { describe, expect, it } from "vitest";
import bedrock from "./bedrock.json";
import models from "./models.json";
import prices from "./prices.json";
import quotas from "./quotas.json";
import regions from "./regions.json";
import sources from "./sources.json";
import { formatFileProblem, validateCatalog, type CatalogFiles } from "./validate";

const files: CatalogFiles = { models, regions, quotas, prices, bedrock, sources };

/** The catalog with one value replaced, or removed where `value` is undefined. */
function broken(file: keyof CatalogFiles, path: readonly (string | number)[], value?: unknown): CatalogFiles {
  const copy = structuredClone(files[file]);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  const last = path.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(parent as object, last);
  else (parent as Record<string, unknown>)[last] = value;
  return { ...files, [file]: copy };
}

const index = (rows: readonly { key?: string; name?: string; meter?: string }[], id: string): number =>
  rows.findIndex(({ key, name, meter }) => [key, name, meter].includes(id));
const price = index(prices.tokenPrices, "azure/global/gpt-5.1");
const model = index(models.models, "gpt-4o");
const meter = index(prices.infrastructure, "Private Zone");
const sweden = index(regions.azure, "swedencentral");

describe("validateCatalog", () => {
  it("finds nothing wrong with the catalog", () => {
    expect(validateCatalog(files).map(formatFileProblem)).toEqual([]);
  });

  it.each([
    [
      "a missing price of a meter",
      broken("prices", ["infrastructure", meter, "price"]),
      `prices.json, infrastructure[${meter}] (Private DNS, Private Zone, westus), price: Invalid input: expected number, received undefined`,
    ],
    [
      "a missing price of a model",
      broken("prices", ["tokenPrices", price, "per1M"], {}),
      `prices.json, tokenPrices[${price}] (gpt-5.1, global), per1M: has no price`,
    ],
    [
      "an unknown region in a price",
      broken("prices", ["infrastructure", meter, "region"], "westmars"),
      `prices.json, infrastructure[${meter}] (Private DNS, Private Zone, westmars), region: there is no region "westmars" in regions.json`,
    ],
    [
      "an unknown region in a region set",
      broken("models", ["regionSets", "r01"], ["swedencentrl"]),
      'models.json, regionSets.r01: there is no region "swedencentrl" in regions.json',
    ],
    [
      "a region set that does not exist",
      broken("models", ["models", model, "versions", 1, "skus", "Standard"], "r999"),
      `models.json, models[${model}].versions[1] (gpt-4o 2024-08-06), skus.Standard: there is no region set "r999"`,
    ],
    [
      "a wrong type",
      broken("models", ["models", model, "versions", 0, "retirementDate"], 20261209),
      `models.json, models[${model}].versions[0] (gpt-4o 2024-05-13), retirementDate: Invalid input: expected string, received number`,
    ],
    [
      "a date that is none",
      broken("models", ["models", model, "versions", 0, "retirementDate"], "2026-13-09"),
      `models.json, models[${model}].versions[0] (gpt-4o 2024-05-13), retirementDate: Invalid ISO date`,
    ],
    [
      "a stage that does not exist",
      broken("models", ["models", model, "versions", 2, "lifecycle"], "Sunset"),
      `models.json, models[${model}].versions[2] (gpt-4o 2024-11-20), lifecycle: Invalid option: expected one of "GA"|"Preview"|"Legacy"|"Deprecated"|"Retired"`,
    ],
    [
      "a version given twice",
      broken("models", ["models", model, "versions", 1, "version"], "2024-05-13"),
      `models.json, models[${model}].versions[1] (gpt-4o 2024-05-13): "2024-05-13" is given twice`,
    ],
    [
      "a region whose data zone contradicts the list of zones",
      broken("regions", ["azure", sweden, "dataZone"], "US"),
      `regions.json, azure[${sweden}] (swedencentral), dataZone: is US, azureDataZones says EU`,
    ],
    [
      "a source that does not exist",
      broken("prices", ["infrastructure", meter, "source"], "S99"),
      `prices.json, infrastructure[${meter}] (Private DNS, Private Zone, westus), source: there is no source "S99" in sources.json`,
    ],
    [
      "a section without a source",
      broken("quotas", ["meta", "sections", "tiers"]),
      "quotas.json, meta.sections: has no source for tiers",
    ],
    [
      "a negative quota",
      broken("quotas", ["tiers", 2, "tpm", "3"], -1),
      "quotas.json, tiers[2] (gpt-4.1, DataZoneStandard), tpm.3: Too small: expected number to be >=0",
    ],
    [
      "a property that nothing reads",
      broken("regions", ["azure", sweden, "colour"], "blue"),
      `regions.json, azure[${sweden}] (swedencentral): Unrecognized key: "colour"`,
    ],
    [
      "an inference profile of another model",
      broken("bedrock", ["models", 0, "inferenceProfiles", 0], "eu.openai.gpt-5"),
      'bedrock.json, models[0] (openai.gpt-5.4), inferenceProfiles[0]: "eu.openai.gpt-5" is not a profile of openai.gpt-5.4',
    ],
  ])("names file and row of %s", (_, changed, line) => {
    expect(validateCatalog(changed).map(formatFileProblem)).toEqual([line]);
  });

  it("reports a file that is not an object, and still checks the others", () => {
    const changed = { ...broken("prices", ["infrastructure", meter, "price"], "cheap"), models: null };
    expect(validateCatalog(changed).map(({ file, property }) => `${file} ${property}`)).toEqual([
      "models.json ",
      "prices.json price",
    ]);
  });
});
