import { type Value, unknownValue } from "../schema/value";

/**
 * Why a text is no JSON policy, in the provider's words; undefined when it is one.
 * Source: verify.ValidIAMPolicyJSON in internal/verify/json.go of terraform-provider-aws.
 */
export function invalidPolicy(name: string, value: Value | undefined): string | undefined {
  if (value === undefined || value === unknownValue) return undefined;
  const property = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (typeof value !== "string") return `expected type of ${property} to be string`;
  if (value === "") return `"${property}" is an empty string, which is not a valid JSON value`;
  const is = (reason: string) => `"${property}" contains an invalid JSON policy: ${reason}`;
  if (!value.startsWith("{")) {
    if (/^\s/.test(value)) return is("leading space characters are not allowed");
    return value.startsWith('"')
      ? is("contains a JSON-encoded string, not a JSON-encoded object")
      : is("not a JSON object");
  }
  try {
    JSON.parse(value);
  } catch (error) {
    return is(error instanceof Error ? error.message : String(error));
  }
  return undefined;
}
