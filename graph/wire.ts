import { Secret, Unknown } from "./types";
import type { PropertyMap, PropertyValue } from "./types";

/**
 * Property values as Pulumi puts them on the wire and into a state file: JSON in which a few signed objects stand for
 * what JSON lacks (https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties.go).
 */
export type WireMap = Record<string, unknown>;

/** The key whose value tells what a signed object stands for. */
export const signatureKey = "4dabf18193072939515e22adb298388d";

export const signature = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** The string that stands for a value that is not known yet. The engine has one for each type of value. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknownValues = new Set([
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

export function isUnknownValue(value: unknown): boolean {
  return typeof value === "string" && unknownValues.has(value);
}

export function isWireMap(value: unknown): value is WireMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What `fromWire` says of a value that it cannot read. */
export interface Reasons {
  /** Of an unknown value. @default "not known before the resource exists" */
  readonly unknown?: string;
  /** Of a secret that is there as ciphertext only. @default "encrypted in the state" */
  readonly ciphertext?: string;
}

/**
 * The graph's form of a value on the wire: secrets and unknowns become `Secret` and `Unknown`, a reference to a
 * resource its ID (its URN where it has none). Bookkeeping of providers and SDKs (keys that begin with `__`) is left out.
 */
export function fromWire(value: unknown, reasons: Reasons = {}): PropertyValue {
  if (isUnknownValue(value)) {
    return new Unknown(reasons.unknown ?? "not known before the resource exists");
  }
  if (Array.isArray(value)) {
    return value.map((item) => fromWire(item, reasons));
  }
  if (isWireMap(value)) {
    return value[signatureKey] === undefined ? mapFromWire(value, reasons) : fromSigned(value, reasons);
  }
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    default:
      return null;
  }
}

/** `fromWire` for the properties of a resource. */
export function mapFromWire(map: WireMap, reasons: Reasons = {}): PropertyMap {
  return Object.fromEntries(
    Object.entries(map)
      .filter(([key, value]) => !key.startsWith("__") && value !== undefined)
      .map(([key, value]) => [key, fromWire(value, reasons)]),
  );
}

function fromSigned(value: WireMap, reasons: Reasons): PropertyValue {
  switch (value[signatureKey]) {
    case signature.secret:
      return secretFromWire(value, reasons);
    case signature.resource:
      return isUnknownValue(value["id"])
        ? fromWire(value["id"], reasons)
        : fromWire(value["id"] === undefined || value["id"] === "" ? value["urn"] : value["id"], reasons);
    case signature.output: {
      const inner = "value" in value ? fromWire(value["value"], reasons) : fromWire(unknownValue, reasons);
      return value["secret"] === true ? new Secret(inner) : inner;
    }
    default: {
      // Assets and archives: what they are made of, without the signature.
      const content = Object.entries(value).filter(([key]) => key !== signatureKey);
      return mapFromWire(Object.fromEntries(content), reasons);
    }
  }
}

/** A secret is inline on the wire, and in a state either ciphertext or (with --show-secrets) JSON in `plaintext`. */
function secretFromWire(value: WireMap, reasons: Reasons): Secret {
  if ("value" in value) {
    return new Secret(fromWire(value["value"], reasons));
  }
  if (typeof value["plaintext"] === "string") {
    return new Secret(fromWire(parseJson(value["plaintext"]), reasons));
  }
  return new Secret(new Unknown(reasons.ciphertext ?? "encrypted in the state"));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Whether a wire value is, or has anywhere inside it, an unknown. */
export function containsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(containsUnknown);
  }
  return isWireMap(value) ? Object.values(value).some(containsUnknown) : isUnknownValue(value);
}

/**
 * A wire value as a provider without support for secrets or resource references gets it: secrets bare, references as
 * IDs, as the engine does it.
 */
export function plainWire(map: WireMap): WireMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plainValue);
  }
  if (!isWireMap(value)) {
    return value;
  }
  switch (value[signatureKey]) {
    case signature.secret:
      return plainValue(value["value"]);
    case signature.resource:
      return value["id"] ?? value["urn"];
    case signature.output:
      return "value" in value ? plainValue(value["value"]) : unknownValue;
    default:
      return plainWire(value);
  }
}

export function secretWire(value: unknown): WireMap {
  return isSecretWire(value) ? value : { [signatureKey]: signature.secret, value: value ?? null };
}

function isSecretWire(value: unknown): value is WireMap {
  return (
    isWireMap(value) &&
    (value[signatureKey] === signature.secret ||
      (value[signatureKey] === signature.output && value["secret"] === true))
  );
}

/**
 * `plain` (what a provider answered) with the secret marks of `marked` (what the program asked for) put back where both
 * have the same path, so that a secret input does not come back as a bare output.
 */
export function withSecretsOf(marked: WireMap, plain: WireMap): WireMap {
  return Object.fromEntries(
    Object.entries(plain).map(([key, value]) => [key, withSecretMarks(marked[key], value)]),
  );
}

function withSecretMarks(marked: unknown, plain: unknown): unknown {
  if (isSecretWire(marked)) {
    return plain === undefined ? undefined : secretWire(plain);
  }
  if (Array.isArray(marked) && Array.isArray(plain)) {
    return plain.map((item, index) => withSecretMarks(marked[index], item));
  }
  return isWireMap(marked) && isWireMap(plain) ? withSecretsOf(marked, plain) : plain;
}
