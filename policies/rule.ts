import type { PropertyValue, ResourceGraph, ResourceNode, Urn } from "../graph/types";

export type Severity = "critical" | "high" | "medium" | "low";

/** A control of a framework, and who says that the rule serves it. */
export interface ControlReference {
  /** Key of a file in policies/frameworks, e.g. `gdpr`. */
  readonly framework: string;
  /** The control's own number, e.g. `32(1)(b)`. */
  readonly control: string;
  /** `vendor` when Microsoft, AWS or the framework's owner publishes this mapping; `cornerstone` when it is ours. */
  readonly mappedBy: "vendor" | "cornerstone";
}

/** What the stack declares of itself: read from its `cornerstone:index:Platform` component, or from pack settings. */
export interface Declaration {
  readonly environment: string;
  /** True where data must not be lost: production-like environments. */
  readonly protected: boolean;
  readonly residency: {
    /** Key of `residencyBoundaries` in catalog/regions.ts, e.g. `eu`. */
    readonly boundary: string;
    /** Azure regions in which resources may be placed. */
    readonly allowedRegions: readonly string[];
    /** The widest geography in which a deployment may process prompts. */
    readonly processing: "region" | "dataZone" | "global";
  };
  readonly frameworks: readonly string[];
  readonly requiredTags: readonly string[];
  /** The least number of days that logs are kept. */
  readonly logRetentionDays: number;
  /** A model version that retires sooner than this many days fails. */
  readonly retirementNoticeDays: number;
}

export interface RuleContext {
  readonly declaration: Declaration;
  /** Injected, so that a test decides what day it is. */
  readonly now: Date;
}

export type Verdict =
  | { readonly outcome: "pass" }
  | { readonly outcome: "notApplicable"; readonly reason: string }
  | {
      readonly outcome: "fail";
      /** What is there and what is wanted: `publicNetworkAccess is "Enabled", must be "Disabled"`. */
      readonly message: string;
      /** Property path inside the resource, where one property is at fault. */
      readonly path?: string;
    };

interface RuleMetadata {
  /** Stable and opaque, never reused: `CS-0001`. Exemptions and reports refer to it. */
  readonly id: string;
  /** Readable, kebab-case, `<service>-<subject>-<demand>`; equals the file's name. */
  readonly name: string;
  /** One sentence in the positive: "Accounts accept Entra ID tokens only." */
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters, in one to three sentences. */
  readonly why: string;
  readonly fix: { readonly text: string; readonly code?: string };
  readonly controls: readonly ControlReference[];
  /** Public rules that this one covers, e.g. `azure-policy:71ef260a-8f18-47b7-abcb-62d0673d94dc`, `checkov:CKV_AZURE_236`. */
  readonly covers: readonly string[];
  /** Documentation of the setting. */
  readonly url: string;
}

/** Judges one resource by its inputs alone, so that it runs before the resource is created. */
export interface ResourceRule extends RuleMetadata {
  readonly scope: "resource";
  /** Canonical type tokens that the rule applies to. */
  readonly types: readonly string[];
  check(inputs: PropertyReader, resource: ResourceNode, context: RuleContext): Verdict;
}

/**
 * Typed, guarded access to the properties of a resource by dotted path (`properties.encryption.keySource`). Every
 * method throws `UnknownPropertyError` when the path, or a part of it, is unknown, and the evaluator turns that into
 * the outcome `unknown` with the path as its reason: a rule needs no code for unknowns and cannot forget them. A value
 * of another type than asked for reads as a failure of the rule ("broken"), never as a pass. Absent reads `undefined`.
 */
export interface PropertyReader {
  /** Where this reader stands inside the resource; empty at the root. */
  readonly path: string;
  has(path: string): boolean;
  string(path: string): string | undefined;
  number(path: string): number | undefined;
  boolean(path: string): boolean | undefined;
  /** A list of strings; empty when absent. */
  strings(path: string): readonly string[];
  /** A list of objects; empty when absent. */
  list(path: string): readonly PropertyReader[];
  object(path: string): PropertyReader | undefined;
  /** The names of the properties of the object at `path` (the root when omitted). */
  keys(path?: string): readonly string[];
  /** The value as it is, still guarded against unknowns inside it; secrets stay wrapped. */
  value(path: string): PropertyValue | undefined;
}

export interface GraphRule extends RuleMetadata {
  readonly scope: "graph";
  check(graph: ResourceGraph, context: RuleContext): readonly SubjectVerdict[];
}

export interface SubjectVerdict {
  readonly urn: Urn;
  readonly verdict: Verdict | { readonly outcome: "unknown"; readonly reason: string };
}

export type Rule = ResourceRule | GraphRule;

/** One line of a review: a rule's outcome on one resource. */
export interface Finding {
  readonly ruleId: string;
  readonly urn: Urn;
  readonly outcome: "pass" | "fail" | "unknown" | "notApplicable" | "broken";
  /** Why: the message of a failure, the property that is unknown, the error of a broken rule. Empty for a pass. */
  readonly message: string;
  readonly path?: string;
}
