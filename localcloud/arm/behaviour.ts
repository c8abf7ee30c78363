import type { Change, JsonObject } from "../store/store";
import type { ArmId } from "./id";
import type { Seed } from "./seed";
import type { Tally } from "./tally";

/** A resource as the cloud keeps it. */
export interface ArmResource {
  readonly id: string;
  /** ARM's own JSON, with `id`, `name` and `type`. */
  readonly body: JsonObject;
  readonly apiVersion: string;
  /** When it was created and last written, in milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly incarnation: number;
  readonly revision: number;
}

export interface PutRequest {
  readonly id: ArmId;
  /** What the caller sent, with the service's defaults. */
  readonly body: JsonObject;
  readonly existing: ArmResource | undefined;
  readonly apiVersion: string;
}

export interface DeleteRequest {
  readonly id: ArmId;
  readonly existing: ArmResource;
  /** True when it goes because what it is nested in goes. */
  readonly cascade: boolean;
}

/** What a behaviour may ask of the cloud. */
export interface CloudView {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly seed: Seed;
  now(): number;
  /** A span of the cloud's own time, in milliseconds of its clock. */
  duration(seconds: number): number;
  get(id: string): ArmResource | undefined;
  /** Whether something stands at an ID: a stored resource, a subscription, or a part that exists with its parent. */
  exists(id: string): boolean;
  /** Resources directly nested in `id` or attached to it. */
  children(id: string): readonly ArmResource[];
  /** Everything nested in a resource or group, at any depth. */
  descendants(id: string): readonly ArmResource[];
  ofType(type: string): readonly ArmResource[];
  /** What a tally has summed up under a key, without a walk over the resources. */
  sum(tally: Tally, key: string): number;
  /** IDs (as keys) of resources that an unfinished operation is writing or deleting. */
  inFlight(): readonly string[];
  /** Rows of a table of one's own, e.g. of deleted accounts. */
  row(table: string, key: string): JsonObject | undefined;
  rows(table: string): readonly JsonObject[];
  /** A change that sets a resource, for behaviours that write others than the one asked for. */
  change(id: string, body: JsonObject): Change;
  /** A change that removes a resource, without what a deletion of its own would entail. */
  removal(id: string): Change;
}

/**
 * What one service does beyond storing what it is given. Behaviours are small and independent: each one is a file
 * under localcloud/behaviours, and the list there is all that knows them.
 */
export interface Behaviour {
  /** An ARM type; `*` for all; `Microsoft.X/accounts/*` for everything nested in a type. */
  readonly resourceType: string;
  /** Refuses a write by throwing a `CloudError`: nothing has changed then. */
  beforePut?(request: PutRequest, cloud: CloudView): void;
  /** Completes the body with what the service computes. */
  compute?(request: PutRequest, cloud: CloudView, incarnation: number): JsonObject;
  /** Further changes, made together with the acceptance of the write. */
  onAccept?(request: PutRequest, cloud: CloudView): readonly Change[];
  /** Ends a long-running write: a `CloudError` thrown here leaves the resource in state Failed. */
  afterPut?(resource: ArmResource, cloud: CloudView): readonly Change[] | undefined;
  /** Completes what a read shows with what is not stored with the resource itself. */
  view?(resource: ArmResource, cloud: CloudView): JsonObject;
  beforeDelete?(request: DeleteRequest, cloud: CloudView): void;
  /** Further changes, made together with the removal. */
  afterDelete?(request: DeleteRequest, cloud: CloudView): readonly Change[];
}
