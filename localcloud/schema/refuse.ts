import type { Properties, ValueType } from "./facts";
import type { Scalar } from "./format";
import { resourceFacts, typeFacts } from "./facts";
import type { Value, Values } from "./value";
import { isList, isValues, unknownValue } from "./value";

/** A value that the provider lets pass and that the service does not know. */
export interface RefusedValue {
  /** Path of the property as the SDK nests it. */
  readonly property: string;
  readonly value: Scalar;
  readonly allowed: readonly Scalar[];
  /**
   * True when the specification leaves the list open: the service may know newer values than the SDK's API version
   * lists. Refuse those only where the list is known to be complete.
   */
  readonly open: boolean;
  /** The service's answer, as the provider prints it. */
  readonly error: { readonly status: 400; readonly code: string; readonly message: string };
}

/**
 * Enum values and constants among the inputs that the API version does not list, at every depth. Services compare
 * without regard to case, and so does this.
 */
export function refusedValues(token: string, inputs: Values): readonly RefusedValue[] {
  const facts = resourceFacts(token);
  if (!facts) return [];
  const wording = wordings[facts.module] ?? deserialization;
  return refusedOf(facts.inputs, inputs, "").map((refused) => ({
    ...refused,
    error: { status: 400, ...wording(refused) },
  }));
}

type Found = Omit<RefusedValue, "error"> & { readonly type: string };

function refusedOf(properties: Properties, values: Values, path: string): Found[] {
  return [...properties].flatMap(([name, { type }]) => {
    const value = values[name];
    return value === undefined ? [] : refusedIn(type, value, path === "" ? name : `${path}.${name}`);
  });
}

function refusedIn(type: ValueType, value: Value, property: string): Found[] {
  if (value === null || value === unknownValue) return [];
  switch (type.kind) {
    case "constant":
      return refusedScalar({ property, value, allowed: [type.value], open: false, type: "String" });
    case "enum":
      return refusedScalar({ property, value, allowed: type.values, open: type.open, type: type.name });
    case "array":
      return isList(value)
        ? value.flatMap((item, index) => refusedIn(type.items, item, `${property}[${index}]`))
        : [];
    case "map":
      return isValues(value)
        ? Object.entries(value).flatMap(([name, item]) =>
            refusedIn(type.values, item ?? null, `${property}.${name}`),
          )
        : [];
    case "object":
      return isValues(value) ? refusedOf(typeFacts(type.ref)?.properties ?? new Map(), value, property) : [];
    case "union": {
      const found = type.of.map((member) => refusedIn(member, value, property));
      // The member that the constants select is the one with the fewest objections.
      return found.sort((a, b) => a.length - b.length)[0] ?? [];
    }
    default:
      return [];
  }
}

function refusedScalar({ value, ...found }: Omit<Found, "value"> & { readonly value: Value }): Found[] {
  if (typeof value !== "string" && typeof value !== "number") return [];
  const known = found.allowed.some(
    (allowed) => String(allowed).toLowerCase() === String(value).toLowerCase(),
  );
  return known ? [] : [{ ...found, value }];
}

type Wording = (refused: Found) => { readonly code: string; readonly message: string };

/**
 * The common answer: the service's JSON deserializer speaks. The type it names is the service's internal one, which
 * is not public: the enum's name stands for it.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 */
const deserialization: Wording = ({ value, type, property }) => ({
  code: "InvalidRequestContent",
  message:
    "The request content was invalid and could not be deserialized: " +
    `'Error converting value ${JSON.stringify(value)} to type '${type}'. Path '${property}'.'.`,
});

const wordings: Readonly<Record<string, Wording>> = {
  // hashicorp/terraform-provider-azurerm#32505, Azure/azure-sdk-for-python#788; the reason is in the details, which the provider leaves out.
  network: () => ({ code: "InvalidRequestFormat", message: "Cannot parse the request." }),
  // hashicorp/terraform-provider-azurerm#8089
  storage: ({ property }) => ({
    code: "InvalidValuesForRequestParameters",
    message: `Values for request parameters are invalid: ${property}.`,
  }),
};
