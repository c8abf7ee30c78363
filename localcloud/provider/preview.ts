import { type Properties, type ValueType, typeFacts } from "../schema/facts";
import { type Value, type Values, isValues, unknownValue } from "./core";
import type { Definition } from "./definition";

/**
 * What a preview can say of a resource that does not exist yet: an output that has an input of the same name will
 * have its value, all others are unknown.
 */
export function previewOutputs({ schema }: Definition, inputs: Values): Values {
  return outputsOf(schema.outputs, inputs);
}

function outputsOf(properties: Properties, inputs: Values): Values {
  return Object.fromEntries([...properties].map(([name, { type }]) => [name, outputOf(type, inputs[name])]));
}

function outputOf(type: ValueType, input: Value | undefined): Value {
  if (type.kind === "constant") return type.value;
  if (input === undefined || input === null || input === unknownValue) return unknownValue;
  if (type.kind === "array" && Array.isArray(input)) {
    return (input as readonly Value[]).map((item) => outputOf(type.items, item));
  }
  const object = type.kind === "object" ? typeFacts(type.ref) : undefined;
  return object && isValues(input) ? outputsOf(object.properties, input) : input;
}
