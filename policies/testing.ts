import type { PropertyMap, ResourceGraph, ResourceNode } from "../graph/types";
import type { Declaration, Rule } from "./rule";

/** Resources, the judged one first; with a declaration or a day where the rule asks for them. */
export type Given =
  | readonly ResourceNode[]
  | {
      readonly resources: readonly ResourceNode[];
      readonly declaration?: Partial<Declaration>;
      /** ISO day. @default the day of `testContext` */
      readonly today?: string;
    };

/** The cases of one rule, by a sentence each; beside the rule in `<rule>.cases.ts`, run by `rules.test.ts`. */
export interface RuleCases {
  readonly rule: Rule;
  readonly pass: Readonly<Record<string, Given>>;
  /** With a part of the message that must be reported. */
  readonly fail: Readonly<Record<string, readonly [given: Given, message: string]>>;
  /** What cannot be known; besides these, every property that a pass rests on is made unknown in turn. */
  readonly unknown?: Readonly<Record<string, Given>>;
  readonly notApplicable?: Readonly<Record<string, Given>>;
}

/** What the stacks of the cases declare, unless a case says otherwise. */
export const testDeclaration: Declaration = {
  environment: "test",
  protected: true,
  residency: { boundary: "eu", allowedRegions: ["swedencentral", "francecentral"], processing: "dataZone" },
  frameworks: ["gdpr", "hipaa"],
  requiredTags: ["environment", "owner"],
  logRetentionDays: 365,
  retirementNoticeDays: 60,
};

/** The day of the cases, unless a case says otherwise. */
export const testDay = "2026-11-22";

/** A resource as the engine would register it, with an ID in a group `rg`. */
export function resource(
  type: string,
  inputs: PropertyMap,
  options: Partial<Omit<ResourceNode, "type" | "inputs">> = {},
): ResourceNode {
  const name = options.name ?? "subject";
  return {
    urn: `urn:pulumi:test::cornerstone::${type}::${name}`,
    type,
    name,
    custom: true,
    dependencies: [],
    propertyDependencies: {},
    inputs,
    outputs: inputs,
    protect: false,
    retainOnDelete: false,
    ...options,
  };
}

/** The ARM ID of a resource in the group `rg` of the cases: `armId("Microsoft.KeyVault/vaults", "kv")`. */
export function armId(type: string, name: string): string {
  return `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/${type}/${name}`;
}

/** A graph of these resources. */
export function graphOf(resources: readonly ResourceNode[]): ResourceGraph {
  return { project: "cornerstone", stack: "test", basis: "program", resources };
}
