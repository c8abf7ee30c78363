import type { Seed } from "../arm/seed";
import type { Json, JsonObject } from "../store/store";
import { type Place, dnsSuffixOf, partitionOf } from "./place";

export interface TemplateContext {
  readonly place: Place;
  /** What is known of the resource: its inputs, then what the service has added. */
  readonly attributes: JsonObject;
  /** Tells this resource from every other, for what looks random. */
  readonly identity: string;
  readonly now: number;
  readonly seed: Seed;
}

/**
 * Fills the placeholders of a row: `{account}`, `{region}`, `{partition}`, `{dnsSuffix}`, `{now}` (RFC 3339), `{hex<n>:label}`,
 * `{uuid:label}`, `{base36_<n>:label}` and `{BASE32_<n>:label}` (look random, stable for the life of the resource), and any
 * attribute by its name.
 */
export function fill(value: Json, context: TemplateContext): Json {
  if (typeof value === "string") return fillText(value, context);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => fill(item, context));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([name, inner]) => [name, fill(inner ?? null, context)]),
    );
  }
  return value;
}

export function fillText(text: string, context: TemplateContext): string {
  return text.replace(pattern, (_, key: string, label = "") => placeholder(key, String(label), context));
}

/** Whether every attribute that a text needs is there. */
export function canFill(text: string, attributes: JsonObject): boolean {
  return [...text.matchAll(pattern)].every(
    ([, key = ""]) => attributes[key] !== undefined || known.has(key) || random.test(key),
  );
}

/** Whether a text can be filled and what it says is nothing that the service makes up. */
export function isCertain(text: string, attributes: JsonObject): boolean {
  return (
    canFill(text, attributes) &&
    ![...text.matchAll(pattern)].some(([, key = ""]) => random.test(key) || key === "uuid" || key === "now")
  );
}

/** A brace behind a dollar sign is the service's own: the format of a flow log. */
const pattern = /(?<!\$)\{(\w+)(?::(\w+))?\}/g;
const random = /^(hex|base36_|BASE32_)(\d+)$/;
const known = new Set(["account", "region", "partition", "dnsSuffix", "now", "uuid"]);

function placeholder(
  key: string,
  label: string,
  { place, attributes, identity, now, seed }: TemplateContext,
) {
  const form = random.exec(key);
  if (form) {
    const length = Number(form[2]);
    // IDs of EC2 begin with a zero since they are 17 digits long.
    if (form[1] === "hex")
      return `${length === 17 ? "0" : ""}${seed.hex(`${identity}:${label}`, 64)}`.slice(0, length);
    const alphabet = form[1] === "base36_" ? base36 : base32;
    return digits(seed, `${identity}:${label}`, length, alphabet);
  }
  switch (key) {
    case "account":
    case "region":
      return place[key];
    case "partition":
      return partitionOf(place.region);
    case "dnsSuffix":
      return dnsSuffixOf(place.region);
    case "now":
      return new Date(now).toISOString().replace(/\.\d+Z$/, "Z");
    case "uuid":
      return seed.guid(`${identity}:${label}`);
  }
  const value = attributes[key];
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new Error(
    `a row of localcloud/aws/types needs the attribute '${key}', which the resource does not have`,
  );
}

const base36 = "0123456789abcdefghijklmnopqrstuvwxyz";
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function digits(seed: Seed, label: string, length: number, alphabet: string): string {
  const hex = seed.hex(label, length * 2);
  return Array.from(
    { length },
    (_, index) => alphabet[parseInt(hex.slice(index * 2, index * 2 + 2), 16) % alphabet.length] ?? "",
  ).join("");
}
