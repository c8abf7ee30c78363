import { canonicalType } from "../graph/types";
import type { PropertyMap, ResourceGraph } from "../graph/types";
import type { DeclaredModel } from "../catalog/models";
import { readProperties } from "./guard";
import type { Declaration, PropertyReader } from "./rule";
import { platformType } from "./types";

/** What holds for a stack that declares nothing of itself: strict about data, silent about places and tags. */
export const undeclared: Declaration = {
  environment: "undeclared",
  protected: true,
  residency: { boundary: "global", allowedRegions: [], processing: "global" },
  frameworks: [],
  requiredTags: [],
  logRetentionDays: 90,
  retirementNoticeDays: 30,
};

/** Parts of a declaration, as pack settings and older stacks give them. */
export type PartialDeclaration = Partial<Omit<Declaration, "residency">> & {
  readonly residency?: Partial<Declaration["residency"]>;
};

/**
 * What the stack declares of itself: the inputs of its `cornerstone:index:Platform` component. What it does not say,
 * `defaults` say; a stack of another program says nothing.
 */
export function declarationOf(graph: ResourceGraph, defaults: Declaration = undeclared): Declaration {
  const platform = graph.resources.find((node) => canonicalType(node.type) === platformType);
  return platform ? mergeDeclarations(defaults, readDeclaration(platform.inputs)) : defaults;
}

/** The later declaration wins, value by value. */
export function mergeDeclarations(base: Declaration, over: PartialDeclaration): Declaration {
  return { ...base, ...over, residency: { ...base.residency, ...over.residency } };
}

/**
 * Reads a declaration from the inputs of a platform, or from the settings of a pack, which have the same shape. Throws
 * `PropertyTypeError` and `UnknownPropertyError`: what is judged must be certain of its yardstick.
 */
export function readDeclaration(properties: PropertyMap): PartialDeclaration {
  const from = readProperties(properties);
  const residency = from.object("residency");
  return present({
    environment: from.string("environment"),
    protected: from.boolean("protected"),
    residency: residency && readResidency(residency),
    frameworks: list(from, "frameworks"),
    requiredTags: list(from, "requiredTags"),
    logRetentionDays: from.number("logRetentionDays"),
    retirementNoticeDays: from.number("retirementNoticeDays"),
    allowedModels: list(from, "allowedModels"),
    declaredModels: from.has("declaredModels") ? from.list("declaredModels").map(readModel) : undefined,
    privateDns: oneOf(from, "privateDns", ["stack", "policy"] as const),
  });
}

function readResidency(from: PropertyReader): Partial<Declaration["residency"]> {
  return present({
    boundary: from.string("boundary"),
    allowedRegions: list(from, "allowedRegions"),
    processing: oneOf(from, "processing", ["region", "dataZone", "global"] as const),
  });
}

function readModel(from: PropertyReader): DeclaredModel {
  const skus = from.object("skus");
  const base = from.object("base");
  const known = skus?.keys().map((sku) => [sku, skus.strings(sku)] as const);
  return {
    name: from.string("name") ?? "",
    version: from.string("version") ?? "",
    ...present({
      format: from.string("format"),
      retirementDate: from.string("retirementDate"),
      skus: known && Object.fromEntries(known),
      base: base && { name: base.string("name") ?? "", version: base.string("version") ?? "" },
    }),
  };
}

function list(from: PropertyReader, path: string): readonly string[] | undefined {
  return from.has(path) ? from.strings(path) : undefined;
}

function oneOf<T extends string>(from: PropertyReader, path: string, allowed: readonly T[]): T | undefined {
  const value = from.string(path);
  const found = allowed.find((each) => each === value);
  if (value !== undefined && found === undefined)
    throw new RangeError(`${path} is ${from.show(path)}, must be one of ${allowed.join(", ")}`);
  return found;
}

/** Leaves out what is undefined, so that a merge does not overwrite with it. */
function present<T extends object>(values: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
