import type { Clock } from "../arm/clock";
import type { Rows } from "../arm/arm";
import type { Faults } from "../arm/faults";
import type { Seed } from "../arm/seed";
import type { Change, JsonObject, Store } from "../store/store";
import { clean } from "../arm/json";
import type { AwsBehaviour, AwsView, AwsWrite } from "./behaviour";
import { AwsError } from "./error";
import { crashesAws, strikeAws } from "./outage";
import type { Place } from "./place";
import { type AwsResource, keyOf, resourceTable } from "./resource";
import type { AwsType } from "./resource-type";
import { type TemplateContext, canFill, fill, fillText } from "./template";
import { scalarText } from "./text";

export interface AwsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly seed: Seed;
  /** Milliseconds of the clock that one millisecond of the service takes. */
  readonly pace: number;
  readonly behaviours: readonly AwsBehaviour[];
  readonly faults: Faults;
  /** Rows that hold for as long as this process lives, e.g. quotas of a scenario. */
  readonly rows?: Rows | undefined;
  /** Ends the process, where a fault asks for it. */
  readonly crash?: (() => void) | undefined;
  /** The row of a type, with those of types that nobody reviewed made up. */
  readonly rowOf: (token: string) => AwsType;
  /** Whether a type is of a region. */
  readonly isRegional: (token: string) => boolean;
  /** The property that names resources of a type, when the program need not. */
  readonly nameOf: (token: string) => string | undefined;
}

/** A resource to make. */
export interface AwsCreate {
  readonly type: string;
  /** What asks for it: the same asker gets the same IDs in every run with the same seed. */
  readonly urn: string;
  readonly inputs: JsonObject;
}

const incarnations = "aws-incarnations";

/** AWS over a store: what it refuses, what it computes, in every account and region. */
export class Aws {
  readonly seed: Seed;
  private readonly byType = new Map<string, Map<string, AwsResource>>();

  constructor(private readonly options: AwsOptions) {
    this.seed = options.seed;
    options.store.watch(({ table, key, value }) => {
      if (table !== resourceTable) return;
      const type = key.split("|")[2] ?? "";
      const known = this.byType.get(type) ?? new Map<string, AwsResource>();
      this.byType.set(type, known);
      if (value) known.set(key, value as unknown as AwsResource);
      else known.delete(key);
    });
  }

  now(): number {
    return this.options.clock.now();
  }

  sleep(seconds: number): Promise<void> {
    return this.options.clock.sleep(seconds * 1000 * this.options.pace);
  }

  /** The cloud as one account sees it in one region. */
  at(place: Place): AwsView {
    const regionOf = (type: string) => this.regionOf(place, type);
    const own = (type: string) =>
      [...(this.byType.get(type)?.values() ?? [])].filter(
        ({ account, region }) => account === place.account && region === regionOf(type),
      );
    return {
      place,
      seed: this.seed,
      now: () => this.now(),
      duration: (seconds) => seconds * 1000 * this.options.pace,
      get: (type, id) =>
        this.byType.get(type)?.get(keyOf({ type, id, account: place.account, region: regionOf(type) })),
      all: own,
      everywhere: (type) => [...(this.byType.get(type)?.values() ?? [])],
      find: (type, attribute, value) => own(type).find(({ attributes }) => attributes[attribute] === value),
      row: (table, key) => this.options.rows?.(table)?.[key] ?? this.options.store.get(table, key),
      quota: (name, usual) => {
        const set = this.options.rows?.("quotas");
        return Number((set?.[`aws.${name}`.toLowerCase()] ?? set?.["*"])?.["limit"] ?? usual);
      },
      put: change,
      remove: (resource) => ({ table: resourceTable, key: keyOf(resource) }),
    };
  }

  /** A resource as a reader sees it; undefined when there is none. */
  read(place: Place, type: string, id: string): AwsResource | undefined {
    const found = this.at(place).get(type, id);
    return found && this.view(place, found);
  }

  /** Makes a resource and waits until the service has; rejects with `AwsError` where it refuses. */
  async create(place: Place, { type, urn, inputs }: AwsCreate): Promise<AwsResource> {
    const aws = this.at(place);
    const row = this.options.rowOf(type);
    const incarnation = Number(aws.row(incarnations, urn)?.["last"] ?? 0) + 1;
    const write: AwsWrite = { row, inputs: clean(inputs), identity: `${urn}#${incarnation}` };
    const name = urn.split("::").at(-1) ?? "";
    const asked = {
      operation: "put",
      creates: true,
      type,
      name,
      region: this.regionOf(place, type),
    } as const;
    strikeAws(this.options.faults, asked);
    this.refuse(write, aws);
    const resource = this.compose(write, aws);
    if (!row.adopts && aws.get(type, resource.id)) {
      throw new AwsError(409, "ResourceAlreadyExists", `${row.noun} ${resource.id} already exists`);
    }
    await this.options.store.commit([
      change(resource),
      { table: incarnations, key: urn, value: { last: incarnation } },
      ...this.furtherChanges(resource, write, aws),
    ]);
    if (crashesAws(this.options.faults, asked)) this.options.crash?.();
    await this.sleep(row.seconds ?? 1);
    return this.view(place, this.at(place).get(type, resource.id) ?? resource);
  }

  async update(place: Place, existing: AwsResource, inputs: JsonObject): Promise<AwsResource> {
    const aws = this.at(place);
    const row = this.options.rowOf(existing.type);
    const write: AwsWrite = { row, inputs: clean(inputs), existing, identity: existing.identity };
    strikeAws(this.options.faults, { operation: "put", ...target(existing) });
    this.refuse(write, aws);
    const resource = this.compose(write, aws);
    await this.options.store.commit([change(resource), ...this.furtherChanges(resource, write, aws)]);
    await this.sleep(row.seconds ?? 1);
    return this.view(place, this.at(place).get(existing.type, resource.id) ?? resource);
  }

  /** Removes a resource; what is not there is gone already. */
  async delete(place: Place, type: string, id: string): Promise<void> {
    const aws = this.at(place);
    const existing = aws.get(type, id);
    if (!existing) return;
    strikeAws(this.options.faults, { operation: "delete", ...target(existing) });
    const behaviours = this.behavioursOf(type);
    for (const behaviour of behaviours) behaviour.beforeDelete?.(existing, aws);
    await this.options.store.commit([
      aws.remove(existing),
      ...behaviours.flatMap((behaviour) => behaviour.onDelete?.(existing, aws) ?? []),
    ]);
    await this.sleep(1);
  }

  behavioursOf(type: string): readonly AwsBehaviour[] {
    return this.options.behaviours.filter(({ types }) => types.includes(type) || types.includes("*"));
  }

  /** Empty for what is of no region. */
  private regionOf(place: Place, type: string): string {
    return this.options.isRegional(type) ? place.region : "";
  }

  private refuse(write: AwsWrite, aws: AwsView): void {
    for (const behaviour of this.behavioursOf(write.row.token)) behaviour.beforeWrite?.(write, aws);
  }

  private furtherChanges(resource: AwsResource, write: AwsWrite, aws: AwsView): readonly Change[] {
    return this.behavioursOf(resource.type).flatMap(
      (behaviour) => behaviour.onWrite?.(resource, write, aws) ?? [],
    );
  }

  /** The resource as it will be once written. */
  private compose(write: AwsWrite, aws: AwsView): AwsResource {
    const { row, inputs, existing, identity } = write;
    const now = this.now();
    const createdAt = existing?.createdAt ?? now;
    const context = (attributes: JsonObject): TemplateContext => ({
      place: aws.place,
      attributes,
      identity,
      now: createdAt,
      seed: this.seed,
    });
    let attributes: JsonObject = { ...inputs, ...this.prefixedName(write, createdAt) };
    for (const [name, value] of Object.entries(row.optional ?? {})) {
      // What the service chose once stays as it is.
      attributes = {
        ...attributes,
        [name]: attributes[name] ?? existing?.attributes[name] ?? fill(value, context(attributes)),
      };
    }
    let id = existing?.id;
    const identify = () => {
      if (id === undefined && canFill(row.id, attributes)) id = fillText(row.id, context(attributes));
      if (id !== undefined) attributes = { ...attributes, id };
    };
    identify();
    for (const [name, value] of Object.entries(row.computed ?? {})) {
      attributes = { ...attributes, [name]: fill(value, context(attributes)) };
      identify();
    }
    for (const behaviour of this.behavioursOf(row.token)) {
      attributes = { ...attributes, ...behaviour.compute?.({ ...write, attributes }, aws) };
      identify();
    }
    id ??= fillText(row.id, context(attributes));
    return {
      type: row.token,
      id,
      account: aws.place.account,
      region: this.regionOf(aws.place, row.token),
      attributes: clean(attributes),
      identity,
      createdAt,
      updatedAt: now,
    };
  }

  /**
   * A name that begins as the program says: the time and a number follow (`id.PrefixedUniqueId` of terraform-plugin-sdk).
   */
  private prefixedName({ row, inputs, existing, identity }: AwsWrite, createdAt: number): JsonObject {
    const property = this.options.nameOf(row.token);
    if (property === undefined || inputs[property] !== undefined) return {};
    const prefix = scalarText(inputs[`${property}Prefix`] ?? "terraform-");
    const time = new Date(createdAt).toISOString().replace(/\D/g, "").padEnd(18, "0");
    const unique = `${prefix}${time}${this.seed.hex(`${identity}:name`, 8)}`;
    return { [property]: existing?.attributes[property] ?? unique };
  }

  private view(place: Place, resource: AwsResource): AwsResource {
    const aws = this.at(place);
    const more = this.behavioursOf(resource.type).map((behaviour) => behaviour.view?.(resource, aws) ?? {});
    return { ...resource, attributes: Object.assign({}, resource.attributes, ...more) as JsonObject };
  }
}

function target({ type, id, region }: AwsResource): { type: string; name: string; region: string } {
  return { type, name: id, region };
}

function change(resource: AwsResource): Change {
  return { table: resourceTable, key: keyOf(resource), value: resource as unknown as JsonObject };
}
