import { z } from "zod";
import { stackConfigSchema } from "./schema";
import { namespace } from "./stack-file";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft 7, which YAML language servers know best) of a stack file as Pulumi writes it: the sections
 * under `config`, each with its namespace. Keys of other namespaces and Pulumi's own settings are not judged.
 */
export function stackJsonSchema(): JsonSchema {
  const { properties = {}, required = [] } = sectionsSchema();
  const keys = Object.keys(properties).map(keyOf);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Cornerstone stack file",
    description: "An environment of the platform: Pulumi.<stack>.yaml.",
    type: "object",
    required: ["config"],
    properties: {
      config: {
        description: "Configuration of the stack.",
        type: "object",
        required: required.map(keyOf),
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, schema]) => [keyOf(key), schema]),
        ),
        propertyNames: { anyOf: [{ enum: keys }, { pattern: `^(?!${namespace}:)[^:]+:.+$` }] },
      },
    },
  };
}

function sectionsSchema(): JsonSchema {
  return z.toJSONSchema(stackConfigSchema, {
    target: "draft-7",
    io: "input",
    override: ({ jsonSchema }) => {
      // For our own messages; editors would ignore it.
      delete jsonSchema["allowed"];
      // Not a format of JSON Schema; the pattern beside it says the same.
      if (jsonSchema.format === "cidrv4") delete jsonSchema.format;
    },
  });
}

function keyOf(section: string): string {
  return `${namespace}:${section}`;
}
