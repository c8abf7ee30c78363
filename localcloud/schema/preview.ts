import type { Properties, ValueType } from "./facts";
import { resourceFacts, typeFacts } from "./facts";
import type { Value, Values } from "./value";
import { isList, isValues, unknownValue } from "./value";

/**
 * The outputs that a preview shows for a resource which does not exist yet: each property of the response has the
 * value of the input of the same name, as far down as the types go, and is unknown where there is none or where the
 * input has another type than the output (a list of identities in, a map of them out). Constants of the response are
 * filled in. There is no `id`. Undefined for a type without facts.
 *
 * Source: PreviewOutputs in provider/pkg/convert/previewOutputs.go of pulumi/pulumi-azure-native.
 */
export function previewOutputs(token: string, inputs: Values): Values | undefined {
  const facts = resourceFacts(token);
  return facts && previewObject(facts.outputs, inputs);
}

function previewObject(properties: Properties, inputs: Values): Values {
  return Object.fromEntries(
    [...properties].map(([name, { type }]) => [name, previewValue(type, inputs[name] ?? unknownValue)]),
  );
}

function previewValue(type: ValueType, input: Value): Value {
  switch (type.kind) {
    case "constant":
      return type.value;
    case "any":
      return input;
    case "string":
    case "number":
    case "boolean":
      return typeof input === type.kind ? input : unknownValue;
    case "enum":
      return typeof input === typeof (type.values[0] ?? "") ? input : unknownValue;
    case "array":
      return isList(input) ? input.map((item) => previewValue(type.items, item)) : unknownValue;
    case "map":
      return isValues(input) ? previewMap(type.values, input) : unknownValue;
    case "object": {
      const properties = typeFacts(type.ref)?.properties;
      return isValues(input) && properties ? previewObject(properties, input) : unknownValue;
    }
    case "union":
      // The provider does not choose a member: an object is taken to come back as it was sent.
      return isValues(input) ? input : unknownValue;
  }
}

function previewMap(type: ValueType, input: Values): Values {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, previewValue(type, value ?? unknownValue)]),
  );
}
