import type { Change, JsonObject, Store } from "../store/store";
import type { ResourceType } from "../types/resource-type";
import type { ArmResource, Behaviour, CloudView, DeleteRequest, PutRequest } from "./behaviour";
import type { Clock } from "./clock";
import { CloudError, OperationFailed } from "./error";
import type { Faults } from "./faults";
import { type ArmId, normalizeLocation, parseArmId } from "./id";
import { anywhere, existingTable } from "../existing";
import { ResourceIndex } from "./resource-index";
import { at, clean, isObject, merge, stringAt, withValue } from "./json";
import type { Seed } from "./seed";
import { type Tally, Tallies } from "./tally";
import { fill } from "./template";

export interface ArmOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly seed: Seed;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Milliseconds of the clock that one millisecond of the service takes: 0.001 makes a 2 s write take 2 ms. */
  readonly pace: number;
  readonly types: (armType: string) => ResourceType | undefined;
  readonly behaviours: readonly Behaviour[];
  readonly faults: Faults;
  /** Rows that hold for as long as this process lives, laid over those of the store: table -> key -> row. */
  readonly rows?: Rows | undefined;
  /** Ends the process, where a fault asks for it. */
  readonly crash?: (() => void) | undefined;
}

/** Answers the rows of a table that are not of the store; undefined when there are none. */
export type Rows = (table: string) => Readonly<Record<string, JsonObject>> | undefined;

/** A write or removal that the service has accepted. */
export interface Operation {
  readonly id: string;
  /** Resolves when it has ended; rejects with `OperationFailed` when it ended badly. */
  readonly completed: Promise<ArmResource | undefined>;
}

const resources = "resources";
const operations = "operations";
const incarnations = "incarnations";

/** Azure Resource Manager over a store: what it refuses, what it computes, and operations that take time. */
export class Arm implements CloudView {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly seed: Seed;
  private readonly index: ResourceIndex;
  private readonly tallies: Tallies;

  constructor(private readonly options: ArmOptions) {
    this.subscriptionId = options.subscriptionId;
    this.tenantId = options.tenantId;
    this.seed = options.seed;
    this.index = new ResourceIndex(options.store, resources);
    this.tallies = new Tallies(options.store, resources);
    this.finishInterrupted();
  }

  now(): number {
    return this.options.clock.now();
  }

  duration(seconds: number): number {
    return seconds * 1000 * this.options.pace;
  }

  sleep(seconds: number): Promise<void> {
    return this.options.clock.sleep(this.duration(seconds));
  }

  get(id: string): ArmResource | undefined {
    return this.stored(id.replace(/\/+$/, "").toLowerCase());
  }

  exists(id: string): boolean {
    const armId = parseArmId(id);
    if (this.stored(armId.key) || armId.type === "Microsoft.Resources/subscriptions") return true;
    return (
      armId.parent !== undefined &&
      this.options.types(armId.type)?.singleton !== undefined &&
      this.exists(armId.parent)
    );
  }

  /** A resource as a reader sees it; undefined when there is none. */
  read(id: string): ArmResource | undefined {
    const resource = this.get(id);
    const armId = parseArmId(id);
    this.options.faults.strike({ operation: "read", id: armId, region: this.regionOf(armId) });
    return resource && this.view(resource);
  }

  children(id: string): readonly ArmResource[] {
    return this.resolve(this.index.children(parseArmId(id).key));
  }

  descendants(id: string): readonly ArmResource[] {
    return this.resolve(this.index.descendants(parseArmId(id).key));
  }

  ofType(type: string): readonly ArmResource[] {
    return this.resolve(this.index.ofType(type.toLowerCase()));
  }

  sum(tally: Tally, key: string): number {
    return this.tallies.sum(tally, key);
  }

  all(): readonly ArmResource[] {
    return [...this.options.store.entries(resources)].map(([, value]) => value as unknown as ArmResource);
  }

  inFlight(): readonly string[] {
    return [...this.options.store.entries(operations)].map(
      ([, operation]) => stringAt(operation, "resource") ?? "",
    );
  }

  row(table: string, key: string): JsonObject | undefined {
    const lower = key.toLowerCase();
    return this.options.rows?.(table)?.[lower] ?? this.options.store.get(table, lower);
  }

  rows(table: string): readonly JsonObject[] {
    const laidOver = this.options.rows?.(table);
    const stored = [...this.options.store.entries(table)];
    if (!laidOver) return stored.map(([, value]) => value);
    return [
      ...Object.values(laidOver),
      ...stored.filter(([key]) => !(key in laidOver)).map(([, value]) => value),
    ];
  }

  change(id: string, body: JsonObject): Change {
    const armId = parseArmId(id);
    const existing = this.stored(armId.key);
    return put(this.compose({ id: armId, body, existing, apiVersion: existing?.apiVersion ?? "" }));
  }

  removal(id: string): Change {
    return { table: resources, key: parseArmId(id).key };
  }

  /** Applies changes outside of any resource, durably. */
  commit(changes: readonly Change[]): Promise<void> {
    return this.options.store.commit(changes);
  }

  /** Accepts a write, or refuses it by throwing a `CloudError`. */
  async beginPut(id: string, body: JsonObject, apiVersion: string): Promise<Operation> {
    const armId = parseArmId(id);
    const type = this.options.types(armId.type);
    const existing = this.stored(armId.key);
    const request: PutRequest = { id: armId, body: withDefaults(clean(body), type), existing, apiVersion };
    const behaviours = this.behavioursOf(armId);
    const asked = {
      operation: "put",
      id: armId,
      region: this.regionOf(armId, body),
      creates: existing === undefined,
    } as const;
    this.options.faults.strike(asked);
    for (const behaviour of behaviours) behaviour.beforePut?.(request, this);

    const final = this.compose(request);
    const pending = this.inState(final, existing ? "Updating" : (type?.creating ?? "Creating"));
    const operation = this.newOperation(armId, "put", final.revision);
    const changes = behaviours.flatMap((behaviour) => behaviour.onAccept?.(request, this) ?? []);
    await this.commit([put(pending), operation, ...changes]);
    if (this.options.faults.crashes(asked)) this.options.crash?.();
    return { id: operation.key, completed: this.completePut(armId, operation.key, type?.seconds ?? 2) };
  }

  /** Writes a resource and waits until the service has finished. */
  async put(id: string, body: JsonObject, apiVersion: string): Promise<ArmResource> {
    const { completed } = await this.beginPut(id, body, apiVersion);
    const resource = await completed;
    if (!resource) throw notFound(parseArmId(id));
    return this.view(resource);
  }

  /** Accepts a removal, or refuses it by throwing a `CloudError`; undefined when there is nothing to remove. */
  async beginDelete(id: string): Promise<Operation | undefined> {
    const armId = parseArmId(id);
    const existing = this.stored(armId.key);
    if (!existing) return undefined;
    const request: DeleteRequest = { id: armId, existing, cascade: false };
    this.options.faults.strike({ operation: "delete", id: armId, region: this.regionOf(armId) });
    for (const behaviour of this.behavioursOf(armId)) behaviour.beforeDelete?.(request, this);
    const operation = this.newOperation(armId, "delete", existing.revision);
    await this.commit([put(this.inState(existing, "Deleting")), operation]);
    return {
      id: operation.key,
      completed: this.sleep(this.options.types(armId.type)?.seconds ?? 2)
        .then(() => this.commit(this.removals(request, operation.key)))
        .then(() => undefined),
    };
  }

  /** Removes a resource, with everything nested in it, and waits until it is gone. */
  async delete(id: string): Promise<void> {
    await (
      await this.beginDelete(id)
    )?.completed;
  }

  private async completePut(id: ArmId, operation: string, seconds: number): Promise<ArmResource> {
    await this.sleep(seconds);
    const { changes, failure } = this.completion(id, operation);
    await this.commit(changes);
    if (failure) throw new OperationFailed(failure, id.id);
    const resource = this.stored(id.key);
    if (!resource) throw notFound(id);
    return resource;
  }

  private completion(id: ArmId, operation: string): { changes: Change[]; failure?: CloudError } {
    const done: Change = { table: operations, key: operation };
    const pending = this.stored(id.key);
    if (!pending) return { changes: [done] };
    const resource = this.inState(pending, "Succeeded");
    try {
      this.options.faults.strike({ operation: "put", id, region: this.regionOf(id) }, true);
      const further = this.behavioursOf(id).flatMap(
        (behaviour) => behaviour.afterPut?.(resource, this) ?? [],
      );
      return { changes: [put(resource), done, ...further] };
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return { changes: [put(this.inState(pending, "Failed")), done], failure: error };
    }
  }

  private removals(request: DeleteRequest, operation: string): Change[] {
    const gone = [
      request,
      ...this.descendants(request.id.id).map((existing) => ({
        id: parseArmId(existing.id),
        existing,
        cascade: true,
      })),
    ];
    return [
      ...gone.flatMap((one) => [
        { table: resources, key: one.id.key },
        { table: incarnations, key: one.id.key, value: { last: one.existing.incarnation } },
        ...this.behavioursOf(one.id).flatMap((behaviour) => behaviour.afterDelete?.(one, this) ?? []),
      ]),
      { table: operations, key: operation },
    ];
  }

  /** The service goes on when its caller, or this process, dies: what was accepted is ended on the next start. */
  private finishInterrupted(): void {
    for (const [key, operation] of [...this.options.store.entries(operations)]) {
      const id = parseArmId(stringAt(operation, "resource") ?? "");
      const existing = this.stored(id.key);
      const changes =
        operation["kind"] === "delete" && existing
          ? this.removals({ id: parseArmId(existing.id), existing, cascade: false }, key)
          : this.completion(existing ? parseArmId(existing.id) : id, key).changes;
      void this.commit(changes);
    }
  }

  /** The resource as it will be once written. */
  private compose(request: PutRequest): ArmResource {
    const { id, existing } = request;
    const incarnation = existing?.incarnation ?? Number(at(this.row(incarnations, id.key), "last") ?? 0) + 1;
    const revision = (existing?.revision ?? 0) + 1;
    const now = this.now();
    const createdAt = existing?.createdAt ?? now;
    const location = normalizeLocation(
      stringAt(request.body, "location") ?? stringAt(existing?.body, "location") ?? "",
    );
    const context = {
      id,
      location,
      tenantId: this.tenantId,
      now: createdAt,
      incarnation,
      revision,
      seed: this.seed,
    };
    // A caller repeats the ID with its own spelling; the first one stays.
    const canonical = existing?.id ?? id.id;
    let body = merge(request.body, { id: canonical, name: id.name, type: id.type });
    for (const [path, value] of Object.entries(this.options.types(id.type)?.computed ?? {})) {
      body = withValue(body, path, fill(value, context));
    }
    for (const behaviour of this.behavioursOf(id)) {
      body = behaviour.compute?.({ ...request, body }, this, incarnation) ?? body;
    }
    return {
      id: canonical,
      body: clean(body),
      apiVersion: request.apiVersion,
      createdAt,
      updatedAt: now,
      incarnation,
      revision,
    };
  }

  /** The region of a resource: its own, else that of what it is nested in or attached to, else that of its group. */
  private regionOf(id: ArmId, body?: JsonObject): string | undefined {
    const own = stringAt(body, "location") ?? stringAt(this.stored(id.key)?.body, "location");
    if (own !== undefined) return normalizeLocation(own);
    const outer = id.parent ?? id.scope;
    if (outer !== undefined) return this.regionOf(parseArmId(outer));
    if (id.resourceGroup === undefined || id.type === "Microsoft.Resources/resourceGroups") return undefined;
    const group = this.get(`/subscriptions/${id.subscriptionId ?? ""}/resourceGroups/${id.resourceGroup}`);
    return stringAt(group?.body, "location");
  }

  private inState(resource: ArmResource, state: string): ArmResource {
    if (at(resource.body, "properties.provisioningState") === undefined) return resource;
    return { ...resource, body: withValue(resource.body, "properties.provisioningState", state) };
  }

  /** A resource as a reader sees it: with what is not stored with the resource itself. */
  view(resource: ArmResource): ArmResource {
    let body = resource.body;
    for (const behaviour of this.behavioursOf(parseArmId(resource.id))) {
      const extra = behaviour.view?.({ ...resource, body }, this);
      if (extra) body = merge(body, extra);
    }
    return { ...resource, body };
  }

  private behavioursOf(id: ArmId): readonly Behaviour[] {
    const type = id.type.toLowerCase();
    return this.options.behaviours.filter(({ resourceType }) => {
      const wanted = resourceType.toLowerCase();
      return (
        wanted === "*" || wanted === type || (wanted.endsWith("/*") && type.startsWith(wanted.slice(0, -1)))
      );
    });
  }

  private newOperation(id: ArmId, kind: "put" | "delete", revision: number): Change & { value: JsonObject } {
    const key = this.seed.guid(`${id.key}:${kind}:${revision}:${this.now()}`);
    return { table: operations, key, value: { resource: id.key, kind, startedAt: this.now() } };
  }

  /** A resource of the store, or one that stands outside of it (existing.ts). */
  private stored(key: string): ArmResource | undefined {
    return (this.options.store.get(resources, key) ?? this.existing(key)) as ArmResource | undefined;
  }

  private existing(key: string): JsonObject | undefined {
    const rows = this.options.rows?.(existingTable);
    if (rows === undefined) return undefined;
    return (
      rows[key] ??
      (key.startsWith(`/subscriptions/${this.subscriptionId.toLowerCase()}`)
        ? rows[anywhere(key)]
        : undefined)
    );
  }

  private resolve(keys: Iterable<string>): readonly ArmResource[] {
    return [...keys].map((key) => this.stored(key)).filter((resource) => resource !== undefined);
  }
}

/** What ARM says of a resource that is not there. */
export function notFound(id: ArmId): CloudError {
  if (id.type === "Microsoft.Resources/resourceGroups") {
    return new CloudError(404, "ResourceGroupNotFound", `Resource group '${id.name}' could not be found.`);
  }
  return new CloudError(
    404,
    "ResourceNotFound",
    `The Resource '${id.type}/${id.names.join("/")}' under resource group '${id.resourceGroup ?? "<null>"}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

function put(resource: ArmResource): Change {
  return { table: resources, key: resource.id.toLowerCase(), value: resource as unknown as JsonObject };
}

function withDefaults(body: JsonObject, type: ResourceType | undefined): JsonObject {
  let result = body;
  for (const [path, value] of Object.entries(type?.defaults ?? {})) {
    const current = at(result, path);
    if (current === undefined) result = withValue(result, path, value);
    else if (isObject(current) && isObject(value)) result = withValue(result, path, merge(value, current));
  }
  return result;
}
