/**
 * Models of Azure OpenAI and Foundry: versions, lifecycle, capabilities, and the regions of every SKU (models.json).
 * A gap in the catalog answers `unknown`, never `no`. "Today" is always a parameter.
 */
import { addDays, isoDay } from "./days";
import { fineTunedRetirement, fineTunedSkus, type BaseModel } from "./fine-tuned";
import file from "./models.json";
import { overlayModels } from "./overlay";
import { normalizeRegion } from "./regions";
import type { ModelsFile } from "./schema";
import { findSku, skuNames, type SkuName } from "./skus";

/** One version of a model. */
export interface Model {
  readonly name: string;
  /** Undefined where the sources name none. */
  readonly version: string | undefined;
  /** `properties.model.format` of a deployment: `OpenAI`, `DeepSeek`, ... */
  readonly format: string;
  /** The stage that the vendor publishes; use `lifecycleOn` for what holds on a day. */
  readonly stage: "GA" | "Preview" | "Legacy" | "Deprecated" | "Retired" | undefined;
  readonly retirement: Retirement | undefined;
  /** Names of models that the vendor recommends instead; some carry a version in parentheses. */
  readonly replacements: readonly string[];
  /** `chatCompletion`, `responses`, `embeddings`, `reasoning`, ... */
  readonly capabilities: readonly string[];
  /** Whether the stack file declares the model, so that a SKU which it does not mention is unknown. */
  readonly declared: boolean;
  /**
   * The model that a fine-tuned one was trained from.
   * @default none: it is a base model
   */
  readonly base?: BaseModel;
  readonly limits: Readonly<Record<string, number>>;
  /**
   * SKU -> regions. A SKU that is absent is not offered, or unknown where the stack file declares the model;
   * `undefined` as a whole says that no source lists this version.
   */
  readonly regionsBySku: Readonly<Partial<Record<SkuName, readonly string[]>>> | undefined;
}

export interface Retirement {
  /** ISO day, e.g. `2027-05-15`. */
  readonly date: string;
  /** `vendor`: the retirement schedule; `thirdParty`: only a price list names a date. */
  readonly basis: "vendor" | "thirdParty" | "declared";
  /** Another date that the same source gives for the same version. */
  readonly conflictsWith?: string;
}

/** A model that is newer than the catalog, as a stack file declares it. */
export interface DeclaredModel {
  readonly name: string;
  readonly version: string;
  /** @default "OpenAI" */
  readonly format?: string;
  /** ISO day. */
  readonly retirementDate?: string;
  /** SKU -> regions, as far as known. */
  readonly skus?: Readonly<Record<string, readonly string[]>>;
  /**
   * Of a fine-tuned model, what it was trained from: publisher, capabilities and retirement follow.
   * @default none: a base model that the catalog does not know yet
   */
  readonly base?: BaseModel;
}

const data = file as unknown as ModelsFile;

/** Every version of every model. */
export const models: readonly Model[] = overlayModels([...soldDirectly(), ...partnerModels()]);

const byName = new Map<string, Model[]>();
for (const model of models) byName.set(model.name, [...(byName.get(model.name) ?? []), model]);

/** Names of all models, sorted. */
export const modelNames: readonly string[] = [...byName.keys()].sort();

/** The versions of a model, newest first; empty for a name that the catalog does not know. */
export function versionsOf(name: string, declared: readonly DeclaredModel[] = []): readonly Model[] {
  const own = declared.filter((model) => model.name === name).map(fromDeclaration);
  const versions = [...own, ...(byName.get(name) ?? [])];
  return versions.sort((a, b) => (b.version ?? "").localeCompare(a.version ?? "", "en", { numeric: true }));
}

/** A version of a model, the newest one when `version` is omitted. A declaration wins over the catalog. */
export function findModel(
  name: string,
  version?: string,
  declared: readonly DeclaredModel[] = [],
): Model | undefined {
  return versionsOf(name, declared).find((model) => version === undefined || model.version === version);
}

/** A fact that the catalog can confirm, deny, or does not know. */
export type Availability = "offered" | "notOffered" | "unknown";

/** Whether a model version can be deployed with a SKU in a region. */
export function availability(model: Model, sku: string, region: string): Availability {
  const regions = regionsOffering(model, sku);
  if (regions === "unknown") return "unknown";
  return regions.includes(normalizeRegion(region)) ? "offered" : "notOffered";
}

/** The SKUs that are known to be offered for a model in a region. */
export function skusIn(model: Model, region: string): readonly SkuName[] {
  return skuNames.filter((sku) => availability(model, sku, region) === "offered");
}

/** The regions that offer a model with a SKU, or `unknown` where no source lists them. */
export function regionsOffering(model: Model, sku: string): readonly string[] | "unknown" {
  const known = findSku(sku);
  if (model.base && known && !fineTunedSkus.includes(known.name)) return [];
  // The developer tier has no region table.
  if (!model.regionsBySku || !known || known.fineTunedOnly) return "unknown";
  return model.regionsBySku[known.name] ?? (model.declared ? "unknown" : []);
}

export type LifecycleState = "generallyAvailable" | "preview" | "deprecating" | "retired" | "unknown";

export interface Lifecycle {
  /** `deprecating`: existing deployments run, new subscriptions are refused, a successor is named. */
  readonly state: LifecycleState;
  readonly retirement: Retirement | undefined;
}

/**
 * The lifecycle of a version on a day. A version is retired from its retirement date on. Where a source contradicts
 * itself about whether that day has come, the state is `unknown`.
 */
export function lifecycleOn(model: Model, date: Date): Lifecycle {
  const { stage, retirement } = model;
  return { state: state(), retirement };

  function state(): LifecycleState {
    if (stage === "Retired") return "retired";
    if (retirement) {
      const passed = retirement.date <= isoDay(date);
      const otherPassed = (retirement.conflictsWith ?? retirement.date) <= isoDay(date);
      if (passed !== otherPassed) return "unknown";
      if (passed) return "retired";
    }
    if (stage === undefined) return "unknown";
    return { GA: "generallyAvailable", Preview: "preview", Legacy: "deprecating", Deprecated: "deprecating" }[
      stage
    ] as LifecycleState;
  }
}

/** Whether a version retires before a notice period ends; `unknown` without a date or where dates contradict. */
export function retiresWithin(model: Model, date: Date, days: number): "yes" | "no" | "unknown" {
  if (model.stage === "Retired") return "yes";
  if (!model.retirement) return "unknown";
  const limit = isoDay(addDays(date, days));
  const { date: retires, conflictsWith = retires } = model.retirement;
  if (retires <= limit !== conflictsWith <= limit) return "unknown";
  return retires <= limit ? "yes" : "no";
}

/** The version that the vendor recommends instead: the first replacement that the catalog knows, newest version. */
export function replacementOf(model: Model): Model | undefined {
  for (const replacement of model.replacements) {
    const [, name = replacement, version] = /^(\S+)(?: \((.+)\))?$/.exec(replacement) ?? [];
    const found = findModel(name, version);
    if (found) return found;
  }
  return undefined;
}

function soldDirectly(): Model[] {
  const government = new Map(data.government.models.map((row) => [`${row.name} ${row.version}`, row.skus]));
  return data.models.flatMap(({ name, format, versions }) =>
    versions.map((row): Model => {
      const listed: [string, readonly string[]][] = [
        ...Object.entries(row.skus).map(([sku, set]): [string, readonly string[]] => [
          sku,
          data.regionSets[set] ?? [],
        ]),
        ...Object.entries(government.get(`${name} ${row.version ?? ""}`) ?? {}),
      ];
      return {
        name,
        version: row.version ?? undefined,
        format,
        stage: row.lifecycle,
        retirement: retirementOf(row),
        replacements: row.replacement ?? [],
        capabilities: row.capabilities,
        declared: false,
        limits: row.limits ?? {},
        regionsBySku: listed.length > 0 ? mergeRegions(listed) : undefined,
      };
    }),
  );
}

function partnerModels(): Model[] {
  const { format, models: rows } = data.partnerAnthropic;
  return rows.map((row) => ({
    name: row.name,
    version: row.version,
    format,
    stage: row.lifecycle,
    retirement: { date: row.retirementDate, basis: "vendor" },
    replacements: [],
    capabilities: ["chatCompletion"],
    declared: false,
    limits: {},
    regionsBySku: undefined,
  }));
}

function fromDeclaration(model: DeclaredModel): Model {
  const { base } = model;
  const origin = base && findModel(base.name, base.version);
  return {
    name: model.name,
    version: model.version,
    format: model.format ?? origin?.format ?? "OpenAI",
    stage: undefined,
    retirement: retirementOfDeclared(model),
    // Nobody can name a successor of what was trained: it has to be trained again.
    replacements: [],
    capabilities: origin?.capabilities ?? [],
    declared: true,
    ...(base ? { base } : {}),
    limits: origin?.limits ?? {},
    regionsBySku: model.skus
      ? mergeRegions(Object.entries(model.skus).map(([sku, names]) => [sku, names.map(normalizeRegion)]))
      : undefined,
  };
}

function retirementOfDeclared({ retirementDate, base }: DeclaredModel): Retirement | undefined {
  if (retirementDate) return { date: retirementDate, basis: "declared" };
  const date = base && fineTunedRetirement(base);
  return date ? { date, basis: "vendor" } : undefined;
}

function retirementOf(row: ModelsFile["models"][number]["versions"][number]): Retirement | undefined {
  if (row.retirementDate) {
    return {
      date: row.retirementDate,
      basis: "vendor",
      ...(row.retirementDateConflict ? { conflictsWith: row.retirementDateConflict } : {}),
    };
  }
  return row.retirementDateLitellm ? { date: row.retirementDateLitellm, basis: "thirdParty" } : undefined;
}

function mergeRegions(
  rows: readonly [string, readonly string[]][],
): Partial<Record<SkuName, readonly string[]>> {
  const merged: Partial<Record<SkuName, readonly string[]>> = {};
  for (const [name, regions] of rows) {
    const sku = findSku(name);
    if (sku) merged[sku.name] = merged[sku.name]?.concat(regions) ?? regions;
  }
  return merged;
}
