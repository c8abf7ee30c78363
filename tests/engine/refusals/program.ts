import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { type Declared, type Form, type Row, Reference, of, places } from "./row";

/** A row with the name that tells its resources from those of the others. */
export interface NamedRow extends Row {
  readonly slug: string;
}

export const subscription = "00000000-0000-4000-8000-00000000000a";
export const tenant = "00000000-0000-4000-8000-00000000000b";

/** What was known of resources when they stood: `<slug>.<name>.<path>`. */
export type Known = Readonly<Record<string, unknown>>;

/** A resource of any type: rows are data, and the cloud checks their inputs. */
class AnyResource extends pulumi.CustomResource {}
class AnyProvider extends pulumi.ProviderResource {}

/** One program of all rows, in one of their forms. Exports what later forms refer to. */
export function programOf(rows: readonly NamedRow[], form: Form, known: Known): PulumiFn {
  return () => {
    const outputs = rows.map((row) => declareRow(row, form, known));
    return Promise.resolve(Object.assign({}, ...outputs) as Record<string, unknown>);
  };
}

/** The slug of the row that a URN belongs to: its resources are called `<slug>.<name>`. */
export function slugOf(urn: string): string {
  return urn.split("::").at(-1)?.split(".")[0] ?? "";
}

function declareRow(row: NamedRow, form: Form, known: Known): Record<string, unknown> {
  const declared = row[form] ?? [];
  const wanted = pathsOf(row);
  const made = new Map<string, AnyResource>();
  const surroundings = surround(row);
  for (const one of declared) {
    const paths = wanted.filter(({ as }) => as === one.as).map(({ path }) => path.split(".")[0] ?? "");
    const outputs = Object.fromEntries(
      paths.filter((name) => name !== "id").map((name) => [name, undefined]),
    );
    const props = resolve(one.inputs, (reference) => valueOf(reference, row, made, known), row.slug);
    const { provider, group } = surroundings(one);
    const after = one.after.map((as) => made.get(as)).filter((found) => found !== undefined);
    const options = { ...one.options, dependsOn: [...group, ...after], ...provider };
    const resource = new AnyResource(
      one.type,
      `${row.slug}.${one.as}`,
      { ...outputs, ...(props as object) },
      options,
    );
    made.set(one.as, resource);
  }
  const exported = wanted
    .filter(({ as }) => form === "before" && made.has(as))
    .map(({ as, path }) => of(as, path))
    .map((reference) => [keyOf(row, reference), valueOf(reference, row, made, known)] as const);
  return Object.fromEntries(exported);
}

/** The resource group or the provider of a row, made when its first resource needs one. */
function surround({ slug }: NamedRow) {
  let group: AnyResource | undefined;
  let provider: AnyProvider | undefined;
  return ({ type, inputs }: Declared) => {
    if (type.startsWith("aws:")) {
      provider ??= new AnyProvider("aws", slug, {
        region: "eu-central-1",
        allowedAccountIds: JSON.stringify([accountOf(slug)]),
      });
      return { group: [], provider: { provider } };
    }
    if (inputs["resourceGroupName"] !== "{slug}") return { group: group ? [group] : [], provider: {} };
    group ??= new AnyResource("azure-native:resources:ResourceGroup", `${slug}.group`, {
      resourceGroupName: slug,
      location: "swedencentral",
    });
    return { group: [group], provider: {} };
  };
}

function valueOf(
  reference: Reference,
  row: NamedRow,
  made: ReadonlyMap<string, AnyResource>,
  known: Known,
): unknown {
  const resource = reference.isFormer ? undefined : made.get(reference.as);
  if (!resource) return known[keyOf(row, reference)] ?? `never-${reference.as}`;
  const [first = "", ...rest] = reference.path.split(".");
  const value = (resource as unknown as Record<string, pulumi.Output<unknown>>)[first];
  return rest.length === 0 ? value : value?.apply((object) => walk(object, rest));
}

function walk(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value);
}

function keyOf({ slug }: NamedRow, { as, path }: Reference): string {
  return `${slug}.${as}.${path}`;
}

/** Every reference in any form of a row, once. */
function pathsOf(row: NamedRow): readonly Reference[] {
  const found = new Map<string, Reference>();
  const visit = (value: unknown): void => {
    if (value instanceof Reference) found.set(keyOf(row, value), value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  [row.before, row.refused, row.recovered].forEach(visit);
  return [...found.values()];
}

function resolve(value: unknown, look: (reference: Reference) => unknown, slug: string): unknown {
  if (value instanceof Reference) return look(value);
  if (typeof value === "string") return filled(value, slug);
  if (Array.isArray(value)) return value.map((item) => resolve(item, look, slug));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [filled(name, slug), resolve(item, look, slug)]),
  );
}

/** A text with the places in it filled. */
export function filled(text: string, slug: string): string {
  const values: Record<(typeof places)[number], string> = {
    slug,
    group: `/subscriptions/${subscription}/resourceGroups/${slug}`,
    subscription,
    tenant,
    account: accountOf(slug),
  };
  return places.reduce((result, place) => result.replaceAll(`{${place}}`, values[place]), text);
}

/** Twelve digits that are the row's alone. */
function accountOf(slug: string): string {
  const digits = [...Buffer.from(slug)].map((code) => String(code % 100).padStart(2, "0")).join("");
  return digits.padStart(12, "1").slice(-12);
}
