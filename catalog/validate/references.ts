/** What no schema of one file can see: regions, sources and sets that rows refer to, and rows given twice. */
import type { BedrockFile, ModelsFile, PricesFile, QuotasFile, RegionsFile } from "../schema";
import type { SourcesFile } from "../schemas/sources";

/** The files whose shape is right. */
export interface ShapedFiles {
  readonly models?: ModelsFile;
  readonly regions?: RegionsFile;
  readonly quotas?: QuotasFile;
  readonly prices?: PricesFile;
  readonly bedrock?: BedrockFile;
  readonly sources?: SourcesFile;
}

export type Report = (file: keyof ShapedFiles, path: readonly PropertyKey[], message: string) => void;

export function references(files: ShapedFiles, report: Report): void {
  const { models, regions, quotas, prices, bedrock, sources } = files;
  if (regions) regionReferences(regions, report);
  if (regions && models) modelReferences(models, azureRegions(regions), report);
  if (regions && prices) priceReferences(prices, azureRegions(regions), report);
  if (regions && bedrock)
    bedrockReferences(bedrock, new Set(regions.awsBedrock.map(({ name }) => name)), report);
  if (quotas)
    twice(quotas.tiers, (row) => [row.model, row.sku, ...(row.versions ?? [])], "quotas", ["tiers"], report);
  if (sources) {
    twice(sources, ({ id }) => [id], "sources", [], report);
    sourceReferences(files, new Set(sources.map(({ id }) => id)), report);
  }
}

function azureRegions(file: RegionsFile): ReadonlySet<string> {
  return new Set([...file.azure, ...file.azureSovereign].map(({ name }) => name));
}

function regionReferences(file: RegionsFile, report: Report): void {
  const known = azureRegions(file);
  const pairable = new Set([...known, ...file.azureRestricted]);
  twice([...file.azure, ...file.azureSovereign], ({ name }) => [name], "regions", ["azure"], report);
  twice(file.awsBedrock, ({ name }) => [name], "regions", ["awsBedrock"], report);
  file.azure.forEach((row, index) => {
    unknownRegions(row.paired, pairable, "regions", ["azure", index, "paired"], report);
    const zones = (["US", "EU", "APAC"] as const).filter((zone) =>
      file.azureDataZones[zone].includes(row.name),
    );
    if ((zones[0] ?? null) !== row.dataZone || zones.length > 1) {
      const listed = zones.join(" and ") || "none";
      report(
        "regions",
        ["azure", index, "dataZone"],
        `is ${row.dataZone ?? "none"}, azureDataZones says ${listed}`,
      );
    }
  });
  for (const [zone, names] of Object.entries(file.azureDataZones)) {
    unknownRegions(names, known, "regions", ["azureDataZones", zone], report);
  }
}

function modelReferences(file: ModelsFile, known: ReadonlySet<string>, report: Report): void {
  for (const [set, names] of Object.entries(file.regionSets)) {
    unknownRegions(names, known, "models", ["regionSets", set], report);
  }
  twice(file.models, ({ name }) => [name], "models", ["models"], report);
  file.models.forEach((model, index) => {
    twice(model.versions, ({ version }) => [version ?? ""], "models", ["models", index, "versions"], report);
    model.versions.forEach((version, position) => {
      for (const [sku, set] of Object.entries(version.skus)) {
        if (set in file.regionSets) continue;
        report(
          "models",
          ["models", index, "versions", position, "skus", sku],
          `there is no region set "${set}"`,
        );
      }
    });
  });
  file.government.models.forEach((row, index) => {
    for (const [sku, names] of Object.entries(row.skus)) {
      unknownRegions(names, known, "models", ["government", "models", index, "skus", sku], report);
    }
  });
}

/** Meters that hold everywhere, or in a zone of Front Door, name no region. */
const placesThatAreNoRegion = ["Global", "Zone 1"];

function priceReferences(file: PricesFile, known: ReadonlySet<string>, report: Report): void {
  twice(file.tokenPrices, ({ key, source = "" }) => [key, source], "prices", ["tokenPrices"], report);
  file.tokenPrices.forEach(({ src = 0 }, index) => {
    if (src < file.priceSources.length) return;
    report("prices", ["tokenPrices", index, "src"], `there is no priceSources[${src}]`);
  });
  for (const publisher of ["OpenAI", "DeepSeek", "Meta"] as const) {
    for (const sku of ["DataZoneProvisionedManaged", "ProvisionedManaged"] as const) {
      file.ptu[publisher][sku]?.forEach(({ regions }, index) => {
        unknownRegions(regions, known, "prices", ["ptu", publisher, sku, index, "regions"], report);
      });
    }
  }
  file.infrastructure.forEach(({ region }, index) => {
    if (region === null || placesThatAreNoRegion.includes(region)) return;
    unknownRegions([region], known, "prices", ["infrastructure", index, "region"], report);
  });
}

function bedrockReferences(file: BedrockFile, known: ReadonlySet<string>, report: Report): void {
  twice(file.models, ({ modelId }) => [modelId], "bedrock", ["models"], report);
  file.models.forEach(({ modelId, inferenceProfiles, pricedRegions = [] }, index) => {
    unknownRegions(pricedRegions, known, "bedrock", ["models", index, "pricedRegions"], report);
    inferenceProfiles.forEach((profile, position) => {
      if (profile.endsWith(`.${modelId}`)) return;
      report(
        "bedrock",
        ["models", index, "inferenceProfiles", position],
        `"${profile}" is not a profile of ${modelId}`,
      );
    });
  });
}

/** Every section has a source and every source that a section or a row names exists. */
function sourceReferences(files: ShapedFiles, known: ReadonlySet<string>, report: Report): void {
  for (const name of ["models", "regions", "quotas", "prices", "bedrock"] as const) {
    const file = files[name];
    if (!file) continue;
    for (const section of Object.keys(file).filter((key) => !sectionsWithoutFacts.includes(key))) {
      if (!(section in file.meta.sections))
        report(name, ["meta", "sections"], `has no source for ${section}`);
    }
    visit(file, [], (value, path) => {
      const key = path.at(-1);
      const ids = key === "source" ? String(value).split(",") : key === "sources" ? (value as string[]) : [];
      for (const id of ids)
        if (!known.has(id)) report(name, path, `there is no source "${id}" in sources.json`);
    });
  }
}

const sectionsWithoutFacts = ["meta", "skuNames", "regionSets", "priceSources"];

function visit(
  value: unknown,
  path: readonly PropertyKey[],
  see: (value: unknown, path: readonly PropertyKey[]) => void,
): void {
  see(value, path);
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    visit(child, [...path, Array.isArray(value) ? Number(key) : key], see);
  }
}

function unknownRegions(
  names: readonly string[],
  known: ReadonlySet<string>,
  file: keyof ShapedFiles,
  path: readonly PropertyKey[],
  report: Report,
): void {
  for (const name of names)
    if (!known.has(name)) report(file, path, `there is no region "${name}" in regions.json`);
}

function twice<T>(
  rows: readonly T[],
  identity: (row: T) => readonly string[],
  file: keyof ShapedFiles,
  path: readonly PropertyKey[],
  report: Report,
): void {
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const key = identity(row).join(", ");
    if (seen.has(key)) report(file, [...path, index], `"${key}" is given twice`);
    seen.add(key);
  });
}
