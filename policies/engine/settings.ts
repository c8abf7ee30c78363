import { findBoundary, boundaryNames } from "../../catalog/regions";
import type { PropertyMap } from "../../graph/types";
import { readDeclaration, type PartialDeclaration } from "../declaration";
import { readProperties } from "../guard";
import type { UnknownHandling } from "../packs/pack";

/** Settings of a pack, from `--policy-pack-config`. They win over what the stack declares of itself. */
export interface Settings {
  readonly declaration: PartialDeclaration;
  /** @default "warn" */
  readonly unknowns: UnknownHandling;
}

const list = { type: "array", items: { type: "string" } };

/**
 * The policy under whose name a configuration file sets the pack, as the engine knows settings by policy only:
 * `{"settings": {"residency": {"boundary": "eu"}, "unknowns": "fail"}}`. The schema is the engine's to check.
 */
export const settingsPolicy = {
  name: "settings",
  title: "The settings of this pack can be read.",
  schema: {
    environment: { type: "string", description: "Name of the environment." },
    protected: { type: "boolean", description: "True where data must not be lost." },
    residency: {
      type: "object",
      description: "Where resources may stand and prompts may be processed.",
      additionalProperties: false,
      properties: {
        boundary: { type: "string", enum: [...boundaryNames] },
        allowedRegions: { ...list, description: "Azure regions; empty for every region of the boundary." },
        processing: { type: "string", enum: ["region", "dataZone", "global"] },
      },
    },
    frameworks: { ...list, description: "Frameworks that the stack answers to." },
    requiredTags: { ...list, description: "Tags that every resource must carry." },
    logRetentionDays: {
      type: "number",
      minimum: 1,
      description: "The least number of days that logs are kept.",
    },
    retirementNoticeDays: {
      type: "number",
      minimum: 0,
      description: "A model version that retires sooner than this many days fails.",
    },
    privateDns: {
      type: "string",
      enum: ["stack", "policy"],
      description: "Who registers private endpoints in DNS: this stack, or Azure Policy of the organisation.",
    },
    unknowns: {
      type: "string",
      enum: ["warn", "fail"],
      description: "What becomes of an outcome that is not known before the update.",
    },
  },
} as const;

/** Reads settings; throws an error that names what is wrong and what is allowed. */
export function readSettings(properties: PropertyMap): Settings {
  const unknowns = readProperties(properties).string("unknowns") ?? "warn";
  if (unknowns !== "warn" && unknowns !== "fail")
    throw new RangeError(`unknowns is "${unknowns}", must be one of warn, fail`);
  const declaration = readDeclaration(properties);
  const boundary = declaration.residency?.boundary;
  if (boundary !== undefined && !findBoundary(boundary))
    throw new RangeError(`residency.boundary is "${boundary}", must be one of ${boundaryNames.join(", ")}`);
  return { declaration, unknowns };
}
