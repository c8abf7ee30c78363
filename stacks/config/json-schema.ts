import { z } from "zod";
import { awsStackConfigSchema, stackConfigSchema } from "./schema";
import { namespace } from "./stack-file";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft 7, which YAML language servers know best) of a stack file as Pulumi writes it: the sections
 * under `config`, each with its namespace. The section `aws` decides which cloud's sections are meant. Keys of other
 * namespaces and Pulumi's own settings are not judged.
 */
export function stackJsonSchema(): JsonSchema {
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
        if: { properties: { [keyOf("aws")]: {} }, required: [keyOf("aws")] },
        then: sectionsUnder(awsStackConfigSchema),
        else: sectionsUnder(stackConfigSchema),
      },
    },
  };
}

function sectionsUnder(schema: z.ZodObject): JsonSchema {
  const { properties = {}, required = [] } = sectionsSchema(schema);
  const keys = Object.keys(properties).map(keyOf);
  return {
    type: "object",
    description: schema.description ?? "",
    required: required.map(keyOf),
    properties: Object.fromEntries(Object.entries(properties).map(([key, section]) => [keyOf(key), section])),
    propertyNames: { anyOf: [{ enum: keys }, { pattern: `^(?!${namespace}:)[^:]+:.+$` }] },
  };
}

function sectionsSchema(schema: z.ZodObject): JsonSchema {
  return z.toJSONSchema(schema, {
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
