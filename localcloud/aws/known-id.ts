import type { JsonObject } from "../store/store";
import { arnOfIssuer, identityProvider } from "./behaviours/identity-providers";
import type { Place } from "./place";
import { fillText, isCertain } from "./template";
import { awsRowOf } from "./types/index";

/**
 * The ID that a resource with these inputs has, in AWS as well as here; undefined for what AWS gives an ID of its own, and for
 * types without a reviewed row.
 */
export function knownAwsId(token: string, inputs: JsonObject, place: Place): string | undefined {
  const row = awsRowOf(token);
  if (!row) return undefined;
  if (token === identityProvider && typeof inputs["url"] === "string") {
    return arnOfIssuer(inputs["url"], place);
  }
  const nothing = { guid: () => "", hex: () => "", fraction: () => 0 };
  const filled = (text: string, attributes: JsonObject): string =>
    fillText(text, { place, attributes, identity: "", now: 0, seed: nothing });
  const added = { ...row.optional, ...row.computed };
  const attributes = Object.entries(added).reduce<JsonObject>((known, [name, value]) => {
    if (known[name] !== undefined || typeof value !== "string" || !isCertain(value, known)) return known;
    return { ...known, [name]: filled(value, known) };
  }, inputs);
  return isCertain(row.id, attributes) ? filled(row.id, attributes) : undefined;
}
