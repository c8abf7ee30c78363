/**
 * The resource graph: what every reader of a platform reads (policies, cost, access, diagrams, reports), whichever
 * of its three sources built it. This file is types and pure helpers only: policy packs bundle it.
 */

/** A value that is not known yet (a preview) or cannot be read (an undecryptable secret), and why. */
export class Unknown {
  readonly kind = "unknown";
  constructor(readonly reason: string) {}
  toJSON(): unknown {
    return { $unknown: this.reason };
  }
}

/** A value that Pulumi marks secret. Readers may test that it is there; nothing may print it. */
export class Secret {
  readonly kind = "secret";
  constructor(readonly value: PropertyValue) {}
  toJSON(): unknown {
    return { $secret: true };
  }
}

/** A property of a resource as the provider's SDK names and nests it. */
export type PropertyValue =
  null | boolean | number | string | Unknown | Secret | readonly PropertyValue[] | PropertyMap;

export interface PropertyMap {
  readonly [name: string]: PropertyValue | undefined;
}

/** Whether a value is an object with properties: no list, and neither unknown nor secret. */
export function isPropertyMap(value: PropertyValue | undefined): value is PropertyMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Secret)
  );
}

export type Urn = string;

/** Where the program constructs a resource, for reports that point at a line. */
export interface SourcePosition {
  /** Path relative to the project, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ResourceNode {
  readonly urn: Urn;
  /** The type token as registered, e.g. `azure-native:cognitiveservices:Account`. */
  readonly type: string;
  /** The logical name, the last part of the URN. */
  readonly name: string;
  /** False for component resources. */
  readonly custom: boolean;
  /** True for a resource that the program only looks up (`Resource.get`): it exists already, and nothing manages it here. */
  readonly external?: boolean;
  /** The provider's ID (for Azure the ARM ID); absent for components, Unknown before creation in a preview. */
  readonly id?: string | Unknown;
  readonly parent?: Urn;
  /** Every URN that this resource waits for, through inputs or `dependsOn`. */
  readonly dependencies: readonly Urn[];
  /** Input property -> URNs that its value came from. */
  readonly propertyDependencies: Readonly<Record<string, readonly Urn[]>>;
  /** What the program asked for, after the provider's check (names and locations filled in). */
  readonly inputs: PropertyMap;
  /** What the provider answers; equals the inputs where nothing is known yet. */
  readonly outputs: PropertyMap;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Reference of the provider instance, `urn::id`. */
  readonly provider?: string;
  readonly sourcePosition?: SourcePosition;
}

/** What the graph was built from. A report names it beside each verdict: intent is not proof. */
export type GraphBasis = "program" | "preview" | "state";

export interface ResourceGraph {
  readonly project: string;
  readonly stack: string;
  readonly basis: GraphBasis;
  /** Whatever a resource needs (parent, dependencies, provider) comes before it; the order is the same in every run. */
  readonly resources: readonly ResourceNode[];
}

/**
 * The one token of a type that SDKs write in several ways, so that a rule needs to know one. Of azure-native it is the
 * token without the API version that older and locally generated SDKs put into it:
 * `azure-native:cognitiveservices/v20231001preview:Account` and
 * `azure-native_cognitiveservices_v20241001:cognitiveservices:Account` are `azure-native:cognitiveservices:Account`.
 * Of aws it is the token without the `V2` that S3 carried for a while: `aws:s3/bucketV2:BucketV2` is
 * `aws:s3/bucket:Bucket`.
 */
export function canonicalType(type: string): string {
  if (type.startsWith("aws:s3/")) return type.replace(/V2(?=:|$)/g, "");
  if (!type.startsWith("azure-native")) return type;
  const [pkg = "", module = "", name = ""] = type.split(":");
  return [pkg.replace(/_.*_v\d{8}\w*$/, ""), module.replace(/\/.*$/, ""), name].join(":");
}
