import type { DeclaredModel } from "../catalog/models";
import type { GraphBasis, PropertyValue, ResourceNode, Urn } from "../graph/types";

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
  /**
   * Who registers private endpoints in DNS: this stack, or Azure Policy of the organisation.
   * @default "stack"
   */
  readonly privateDns?: "stack" | "policy";
  /**
   * Models that may be deployed: names (`gpt-5.1`), or all of a publisher (`Mistral AI/*`).
   * @default every model
   */
  readonly allowedModels?: readonly string[];
  /**
   * Models that are newer than the catalog, with what the stack knows of them.
   * @default none
   */
  readonly declaredModels?: readonly DeclaredModel[];
}

export interface RuleContext {
  readonly declaration: Declaration;
  /** Injected, so that a test decides what day it is. */
  readonly now: Date;
}

export type Verdict =
  | { readonly outcome: "pass" }
  | { readonly outcome: "notApplicable"; readonly reason: string }
  /** What is known does not suffice to judge, and why. An unknown property needs none of this: see `PropertyReader`. */
  | { readonly outcome: "unknown"; readonly reason: string }
  | {
      readonly outcome: "fail";
      /** What is there and what is wanted: `publicNetworkAccess is "Enabled", must be "Disabled"`. */
      readonly message: string;
      /** Property path inside the resource, where one property is at fault. */
      readonly path?: string;
    };

/** One property of a resource, and the value that it is to have. */
export interface PropertyChange {
  /** Dotted, from the root of the inputs: `tags.environment`. */
  readonly path: string;
  readonly value: string | number | boolean;
}

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
  /** Canonical type tokens of the resources that the rule judges; `everyResource` for all custom resources. */
  readonly types: readonly string[];
}

/** For `types` of a rule that judges every custom resource, whatever its type. */
export const everyResource: readonly string[] = ["*"];

/** What a rule sees of a resource besides its properties, which it reads through a `PropertyReader` only. */
export type Subject = Omit<ResourceNode, "inputs" | "outputs">;

/** Judges one resource by its inputs alone, so that it runs before the resource is created. */
export interface ResourceRule extends RuleMetadata {
  readonly scope: "resource";
  check(inputs: PropertyReader, resource: Subject, context: RuleContext): Verdict;
  /**
   * The one change with which a resource that fails would pass; undefined where that takes a person. Pure, and only for what
   * cannot lock out, open up or delete anything: a tag, a flag, a version of TLS (policies/engine/remediation.ts).
   * @default no remediation
   */
  remediate?(inputs: PropertyReader, context: RuleContext): PropertyChange | undefined;
}

/** Judges one resource by what stands around it: who refers to it, and what it refers to. */
export interface GraphRule extends RuleMetadata {
  readonly scope: "graph";
  check(resource: Subject, graph: GraphReader, context: RuleContext): Verdict;
}

export type Rule = ResourceRule | GraphRule;

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
  /** The value as text for a message: `"Enabled"`, `not set`, and `[secret]` for whatever is marked secret. */
  show(path: string): string;
}

/**
 * The graph as a rule sees it, by guarded reads. A reference is followed by the ID that the property holds; where the
 * ID is not known yet, by the resources that Pulumi says the property's value comes from.
 */
export interface GraphReader {
  readonly basis: GraphBasis;
  /** Resources of the canonical types, in order of registration. */
  all(types: readonly string[]): readonly Subject[];
  /** Places in the inputs and outputs where a secret stands in the clear, or may come to. */
  suspicions(resource: Subject): readonly SecretSuspicion[];
  /** What the program asks for. */
  inputs(resource: Subject): PropertyReader;
  /** What the provider answered; the inputs where nothing is known yet. */
  outputs(resource: Subject): PropertyReader;
  parent(resource: Subject): Subject | undefined;
  /**
   * True if a resource of the types `from` holds at `path` (`[]` steps into a list: `subnets[].id`) the ID of
   * `resource` and satisfies the condition. Throws `UnknownPropertyError` when none is known to, but one might.
   */
  someReferrer(
    resource: Subject,
    from: readonly string[],
    path: string,
    condition?: (referrer: Subject) => boolean,
  ): boolean;
  /** Every resource of the types `from` that is known to hold at `path` the ID of `resource`. */
  referrers(resource: Subject, from: readonly string[], path: string): readonly Subject[];
  /**
   * What the property at `path` refers to, one entry for each ID or name there. IDs that are not known yet are those of
   * the resources of the types `to` from which the property's value comes, if there are as many of them; otherwise
   * `UnknownPropertyError`.
   */
  references(resource: Subject, path: string, to: readonly string[]): readonly Reference[];
}

/** A place in a resource's properties where a secret stands in the clear, or where one may come to stand. */
export interface SecretSuspicion {
  /** `inputs.` or `outputs.` and the path. */
  readonly path: string;
  /** Why it looks like a secret; never its content. */
  readonly kind: string;
  /** True where the value is not known yet. */
  readonly unknown: boolean;
}

export interface Reference {
  /** The ID as written; absent when it is not known yet and the target is known by its dependency. */
  readonly id?: string;
  /** The resource of this graph with that ID; absent when it stands outside of the graph. */
  readonly target?: Subject;
}

/** One line of a review: a rule's outcome on one resource. */
export interface Finding {
  readonly ruleId: string;
  readonly urn: Urn;
  readonly outcome: "pass" | "fail" | "unknown" | "notApplicable" | "broken";
  /** Why: the message of a failure, the property that is unknown, the error of a broken rule. Empty for a pass. */
  readonly message: string;
  readonly path?: string;
}
