import { findBoundary, boundaryNames } from "../../catalog/regions";
import type { PropertyMap } from "../../graph/types";
import { readDeclaration, type PartialDeclaration } from "../declaration";
import { flawOf, type Exemption } from "../exemptions";
import { readProperties } from "../guard";
import { unknownHandlings, type UnknownHandling } from "../packs/pack";
import type { PropertyReader } from "../rule";

/** Settings of a pack, from `--policy-pack-config`. They win over what the stack declares of itself. */
export interface Settings {
  readonly declaration: PartialDeclaration;
  /** @default "warn" */
  readonly unknowns: UnknownHandling;
  /** Whether the pack changes resources that break a rule with a remediation, before they are created. @default false */
  readonly remediate: boolean;
  /** Exemptions of the stack, of rules of any pack. @default none */
  readonly exemptions: readonly Exemption[];
}

/** Settings of a pack that nobody configures. */
export const noSettings: Settings = {
  declaration: {},
  unknowns: "warn",
  remediate: false,
  exemptions: [],
};

const list = { type: "array", items: { type: "string" } };
const text = { type: "string" };

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
    allowedModels: {
      ...list,
      description:
        'Models that may be deployed: names, or all of a publisher ("Mistral AI/*"). Default: every model.',
    },
    declaredModels: {
      type: "array",
      description: "Models that are newer than the catalog, as in section models of a stack file.",
      items: { type: "object" },
    },
    privateDns: {
      type: "string",
      enum: ["stack", "policy"],
      description: "Who registers private endpoints in DNS: this stack, or Azure Policy of the organisation.",
    },
    unknowns: {
      type: "string",
      enum: [...unknownHandlings],
      description: "What becomes of an outcome that is not known before the update.",
    },
    remediate: {
      type: "boolean",
      description:
        "True to change what a rule can put right by itself: a tag, a flag, a version of TLS. Default: false.",
    },
    exemptions: {
      type: "array",
      description: "Records of stacks/exemptions/<stack>.yaml.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["rule", "resource", "reason", "ticket", "owner", "created", "expires"],
        properties: {
          ...{ rule: text, resource: text, reason: text, ticket: text, owner: text },
          ...{ created: text, expires: text, compensatingControl: text },
        },
      },
    },
  },
} as const;

/** Reads settings; throws an error that names what is wrong and what is allowed. */
export function readSettings(properties: PropertyMap): Settings {
  const reader = readProperties(properties);
  const asked = reader.string("unknowns") ?? "warn";
  const unknowns = unknownHandlings.find((handling) => handling === asked);
  if (unknowns === undefined)
    throw new RangeError(`unknowns is "${asked}", must be one of ${unknownHandlings.join(", ")}`);
  const remediate = reader.boolean("remediate") ?? false;
  const declaration = readDeclaration(properties);
  const boundary = declaration.residency?.boundary;
  if (boundary !== undefined && !findBoundary(boundary))
    throw new RangeError(`residency.boundary is "${boundary}", must be one of ${boundaryNames.join(", ")}`);
  return { declaration, unknowns, remediate, exemptions: readExemptions(reader) };
}

/** One that is malformed throws: no exemption holds that could not be read as it was meant. */
function readExemptions(from: PropertyReader): readonly Exemption[] {
  return from.list("exemptions").map((record) => {
    const compensatingControl = record.string("compensatingControl");
    const exemption = {
      rule: required(record, "rule"),
      resource: required(record, "resource"),
      reason: required(record, "reason"),
      ticket: required(record, "ticket"),
      owner: required(record, "owner"),
      created: required(record, "created"),
      expires: required(record, "expires"),
      ...(compensatingControl !== undefined && { compensatingControl }),
    };
    const flaw = flawOf(exemption);
    if (flaw !== undefined) throw new RangeError(`the exemption from ${exemption.rule}: ${flaw}`);
    return exemption;
  });
}

function required(record: PropertyReader, field: string): string {
  const value = record.string(field);
  if (!value) throw new RangeError(`${record.path}.${field} is missing`);
  return value;
}
