import { findRegion } from "../../../catalog/regions";

/**
 * Policy expressions (C#), each as a function of the plain values in it. Every value ends in a string literal of its own,
 * so that none can end the literal and add code.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions
 */
export function literal(value: string): string {
  if (/^[\w .:/{}@-]*$/.test(value)) return `"${value}"`;
  throw new RangeError(
    `"${value}" cannot stand in a policy expression; allowed are letters, digits, spaces and . : / { } @ _ -`,
  );
}

/** An expression statement. */
export function expression(code: string): string {
  return `@(${code})`;
}

/** A variable of the request as text; empty where it is not set. */
export function variable(name: string): string {
  return `context.Variables.GetValueOrDefault<string>(${literal(name)}, "")`;
}

/** A variable of the request as a whole number. */
export function counter(name: string, fallback: number): string {
  return `context.Variables.GetValueOrDefault<int>(${literal(name)}, ${fallback})`;
}

/** Whether a piece of code equals one of the values. */
export function isOneOf(code: string, values: readonly string[]): string {
  return values.map((value) => `${code} == ${literal(value)}`).join(" || ");
}

/** Whether the gateway that takes the call stands in a region, which it tells by its display name. */
export function inRegion(region: string): string {
  const names = new Set([findRegion(region)?.displayName ?? region, region]);
  return isOneOf("context.Deployment.Region", [...names]);
}

/** Whether the operation is one of the OpenAI v1 API, whose body names the model. */
export const isV1 = `context.Operation.Id.StartsWith("v1-")`;

/** The model that the body of a v1 request names. */
export const modelInBody = `context.Request.Body.As<JObject>(preserveContent: true).Value<string>("model") ?? ""`;

/** The deployment that the path of an Azure-style request names. */
export const deploymentInPath = `context.Request.MatchedParameters["deployment"]`;

/** A claim of the validated caller; several values are joined by commas. */
export function claim(name: string): string {
  return `((Jwt)context.Variables["caller"]).Claims.GetValueOrDefault(${literal(name)}, "")`;
}
