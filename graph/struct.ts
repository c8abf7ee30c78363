import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { WireMap } from "./wire";

/** The properties in a protobuf message; none when the field is not set. */
export function toMap(struct: Struct | undefined): WireMap {
  return struct?.toJavaScript() ?? {};
}

export function toStruct(map: WireMap): Struct {
  return Struct.fromJavaScript(defined(map) as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** `value` without properties that are undefined, which protobuf's Struct does not take. */
function defined(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => (item === undefined ? null : defined(item)));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, defined(item)]));
}
