/** Small builders that every subject of the check uses. */
import { distance } from "fastest-levenshtein";
import type { Finding, Findings, UnverifiedFact } from "./types";

/** One certain problem. */
export function problem(
  finding: Omit<Finding, "allowed"> & { allowed?: readonly string[] },
): Partial<Findings> {
  return { problems: [{ allowed: [], ...finding }] };
}

/** One fact that the catalog does not know. */
export function notVerified(property: UnverifiedFact["property"], message: string): Partial<Findings> {
  return { unverified: [{ property, message }] };
}

/** Names that a user may have meant, nearest first. */
export function nearest(wanted: string, names: readonly string[], count = 3): readonly string[] {
  const score = (name: string): number => distance(wanted.toLowerCase(), name.toLowerCase());
  return [...names].sort((a, b) => score(a) - score(b) || a.localeCompare(b)).slice(0, count);
}
