import type { Declaration } from "../rule";

/** `mandatory` stops an update, `advisory` is reported. */
export type Level = "mandatory" | "advisory";

/** What a stack or a pack can be told to do with unknowns. */
export const unknownHandlings = ["warn", "fail", "recheck"] as const;

/**
 * What becomes of an outcome that is not known before the update: reported, held against the resource, or reported and judged
 * again after the update.
 */
export type UnknownHandling = (typeof unknownHandlings)[number];

/** A choice of rules, each with its weight. */
export interface Pack {
  /** Lower case; the name of its folder, and what a stack file lists. */
  readonly name: string;
  /** Semantic version: minor for a new rule, major for a stricter level or a dropped rule. */
  readonly version: string;
  readonly title: string;
  readonly description: string;
  /** Rule ID -> level. */
  readonly levels: Readonly<Record<string, Level>>;
  /** Rules of severity `critical` from which this pack allows exemptions, for 30 days at most. @default none */
  readonly criticalExemptions?: readonly string[];
  /** What holds for a stack that declares nothing of itself. */
  readonly defaults: Declaration;
}

/** The levels of a pack from two lists of rule IDs. */
export function levels(lists: Readonly<Record<Level, readonly string[]>>): Pack["levels"] {
  const rows = (["mandatory", "advisory"] as const).flatMap((level) =>
    lists[level].map((id) => [id, level] as const),
  );
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}
