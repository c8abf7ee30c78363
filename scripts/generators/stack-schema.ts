import { join } from "node:path";
import { stackJsonSchema } from "../../stacks/config/json-schema";
import type { Generator } from "./generator";

const file = join(__dirname, "..", "..", "stacks", "config", "stack.schema.generated.json");

/** The JSON Schema of a stack file, which editors read by the first line of `Pulumi.<stack>.yaml`. */
export const stackSchema: Generator = {
  name: "JSON Schema of stack files",
  outputs: () => Promise.resolve(new Map([[file, `${JSON.stringify(stackJsonSchema(), null, 2)}\n`]])),
};
