import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Value, type Values, isValues } from "./core";

// Marks of Pulumi's wire format (sdk/go/common/resource/sig): which kind of special value an object stands for.
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The values of a message; secrets are unwrapped, because this provider does not ask the engine to keep them. */
export function decode(struct: Struct | undefined): Values {
  const values = struct?.toJavaScript() as Values | undefined;
  return values ? (decodeValue(values) as Values) : {};
}

function decodeValue(value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(decodeValue);
  if (!isValues(value)) return value;
  const mark = value[signature];
  if (mark === secret) return decodeValue(value["value"] ?? null);
  if (mark === output) return value["value"] === undefined ? unknown : decodeValue(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decodeValue(inner ?? null)]));
}
