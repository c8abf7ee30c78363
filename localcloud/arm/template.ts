import type { Json, JsonObject } from "../store/store";
import type { ArmId } from "./id";
import type { Seed } from "./seed";

export interface TemplateContext {
  readonly id: ArmId;
  readonly location: string;
  readonly tenantId: string;
  readonly now: number;
  /** Tells this resource from an earlier one with the same ID. */
  readonly incarnation: number;
  /** Counts the writes of this resource. */
  readonly revision: number;
  readonly seed: Seed;
}

/**
 * Fills the placeholders of a table's value: `{name}`, `{id}`, `{location}`, `{parentName}`, `{subscriptionId}`, `{resourceGroup}`, `{tenantId}`,
 * `{now}` (RFC 3339), `{guid:label}` and `{hex<n>:label}` (stable for the life of the resource), `{revision}`.
 */
export function fill(value: Json, context: TemplateContext): Json {
  if (typeof value === "string")
    return value.replace(/\{(\w+)(?::(\w+))?\}/g, (_, key: string, label = "") =>
      placeholder(key, String(label), context),
    );
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => fill(item, context));
  if (typeof value === "object" && value !== null) {
    const filled = Object.entries(value as JsonObject).map(([name, inner]) => [
      name,
      inner === undefined ? inner : fill(inner, context),
    ]);
    return Object.fromEntries(filled) as JsonObject;
  }
  return value;
}

/** A GUID of a resource for a purpose, the same for as long as the resource lives. */
export function resourceGuid(seed: Seed, id: ArmId, incarnation: number, label: string): string {
  return seed.guid(`${id.key}#${incarnation}:${label}`);
}

function placeholder(key: string, label: string, context: TemplateContext): string {
  const { id, seed, incarnation } = context;
  const digits = /^hex(\d+)$/.exec(key)?.[1];
  if (digits !== undefined) return seed.hex(`${id.key}#${incarnation}:${label}`, Number(digits));
  const values: Record<string, () => string> = {
    id: () => id.id,
    name: () => id.name,
    parentName: () => id.names.at(-2) ?? "",
    location: () => context.location,
    subscriptionId: () => id.subscriptionId ?? "",
    resourceGroup: () => id.resourceGroup ?? "",
    tenantId: () => context.tenantId,
    now: () => new Date(context.now).toISOString(),
    revision: () => String(context.revision),
    guid: () => resourceGuid(seed, id, incarnation, label),
  };
  const value = values[key];
  if (!value) throw new Error(`unknown placeholder {${key}} in a table of localcloud/types`);
  return value();
}
