import { Secret, Unknown } from "../../graph/types";
import type { PropertyMap, PropertyValue } from "../../graph/types";

/**
 * How the engine writes what plain values cannot say.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go and .../sig/sig.go
 */
const unknowns = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What `pulumi policy analyze --file` shows in place of a secret that it cannot decrypt. */
const redacted = "[secret]";

/** Properties as the engine sends them, with its marks for unknowns and secrets turned into ours. */
export function fromEngine(properties: Readonly<Record<string, unknown>>): PropertyMap {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, convert(value)]));
}

function convert(value: unknown): PropertyValue {
  if (typeof value === "string") return convertText(value);
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== "object") return null;
  const map = value as Readonly<Record<string, unknown>>;
  switch (map[signature]) {
    case undefined:
      return fromEngine(map);
    case secretSignature:
      return new Secret(convert(map.value ?? null));
    case outputSignature:
      return convertOutput(map);
    default:
      // Assets, archives and references: no rule reads inside them, and their content may be large.
      return {};
  }
}

function convertText(text: string): PropertyValue {
  if (unknowns.has(text)) return new Unknown("the update decides it");
  return text === redacted ? new Unknown("it is a secret that cannot be decrypted here") : text;
}

function convertOutput(map: Readonly<Record<string, unknown>>): PropertyValue {
  const value = "value" in map ? convert(map.value) : new Unknown("the update decides it");
  return map.secret === true ? new Secret(value) : value;
}
