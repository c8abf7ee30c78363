import type { Seed } from "../arm/seed";
import type { Change, JsonObject } from "../store/store";
import type { Place } from "./place";
import type { AwsResource } from "./resource";
import type { AwsType } from "./resource-type";

/** A creation or an update, as the service gets it. */
export interface AwsWrite {
  readonly row: AwsType;
  /** What the program wants: the inputs, checked. */
  readonly inputs: JsonObject;
  /** The resource before an update. */
  readonly existing?: AwsResource;
  /** Tells the resource from every other, for what looks random. */
  readonly identity: string;
}

/** What a behaviour may ask of the cloud. It sees its own account and region, and what is of no region. */
export interface AwsView {
  readonly place: Place;
  readonly seed: Seed;
  now(): number;
  /** How long a service's seconds take here, in milliseconds. */
  duration(seconds: number): number;
  get(type: string, id: string): AwsResource | undefined;
  /** Everything of a type in this account and region. */
  all(type: string): readonly AwsResource[];
  /** Everything of a type in every account and region, for names that exist once. */
  everywhere(type: string): readonly AwsResource[];
  /** The first of a type whose attribute has a value. */
  find(type: string, attribute: string, value: string): AwsResource | undefined;
  /** Rows of a table of one's own, e.g. of keys that are to be deleted. */
  row(table: string, key: string): JsonObject | undefined;
  /** A quota of the account in this region, where the day is not a usual one. */
  quota(name: string, usual: number): number;
  put(resource: AwsResource): Change;
  remove(resource: AwsResource): Change;
}

/**
 * What one service does beyond storing what it is given. Behaviours are small and independent: the list in
 * behaviours/index.ts is all that knows them. Refusals are thrown as `AwsError`: nothing has changed then.
 */
export interface AwsBehaviour {
  /** Tokens of the types that it is for. */
  readonly types: readonly string[];
  /** What the provider itself objects to, before it calls the service. */
  check?(inputs: JsonObject): readonly Objection[];
  /** Refuses a creation or an update. */
  beforeWrite?(write: AwsWrite, aws: AwsView): void;
  /** What the service computes beyond the row, laid over the attributes so far. */
  compute?(write: AwsWrite & { readonly attributes: JsonObject }, aws: AwsView): JsonObject;
  /** Further changes, made together with a creation or an update. */
  onWrite?(resource: AwsResource, write: AwsWrite, aws: AwsView): readonly Change[];
  beforeDelete?(resource: AwsResource, aws: AwsView): void;
  /** Further changes, made together with the removal. */
  onDelete?(resource: AwsResource, aws: AwsView): readonly Change[];
  /** What a read shows beyond what is stored with the resource. */
  view?(resource: AwsResource, aws: AwsView): JsonObject;
}

/** An objection of the provider; it adds where to look. */
export interface Objection {
  /** `a.b[0].c`; none where the text says it all. */
  readonly property?: string;
  readonly reason: string;
}
