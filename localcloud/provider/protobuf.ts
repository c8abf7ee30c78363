import { createRequire } from "node:module";
import type * as anyMessages from "google-protobuf/google/protobuf/any_pb";
import type * as emptyMessages from "google-protobuf/google/protobuf/empty_pb";
import type * as structMessages from "google-protobuf/google/protobuf/struct_pb";

// Pulumi's messages must be made of the classes that Pulumi's own copy of google-protobuf has: serializing checks it.
const load = createRequire(require.resolve("@pulumi/pulumi/package.json"));

export const { Any } = load("google-protobuf/google/protobuf/any_pb") as typeof anyMessages;
export const { Empty } = load("google-protobuf/google/protobuf/empty_pb") as typeof emptyMessages;
export const { Struct } = load("google-protobuf/google/protobuf/struct_pb") as typeof structMessages;
