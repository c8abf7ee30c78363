import { matcherOf, type Exemption, type ExemptionUse } from "../../../policies/exemptions";
import { parseExemptions } from "../../../policies/exemptions/parse";
import { findRule } from "../../../policies/rules/index";
import type { TouchedExemption } from "../../reports/pull-request/model";
import type { Judgement } from "./findings";
import { tryGit } from "./git";

/** From how many days before its end on an exemption is told of, even where the change does not touch it. */
const soon = 14;
/** As many as the schema of a report takes. */
const most = 500;

const order: readonly TouchedExemption["event"][] = [
  "invalid",
  "added",
  "changed",
  "removed",
  "used",
  "unused",
  "expired",
  "expiring",
];

/**
 * What a change does to the exemptions of a stack, and those that end soon. A record is known again by its rule and resource.
 */
export function compareExemptions(before: Judgement | undefined, after: Judgement): TouchedExemption[] {
  const old = byKey(before?.uses ?? []);
  const young = byKey(after.uses);
  const touched = [...young].flatMap(([key, use]): TouchedExemption[] => {
    const was = old.get(key);
    const event = eventOf(was, use);
    return event === undefined ? [] : [lineOf(event, use, was)];
  });
  const removed = [...old].flatMap(([key, use]): TouchedExemption[] =>
    young.has(key)
      ? []
      : [
          {
            ...lineOf("removed", use, undefined),
            matches: leftOpen(use.exemption, after),
            problem: undefined,
          },
        ],
  );
  return [...touched, ...removed]
    .sort((a, b) => order.indexOf(a.event) - order.indexOf(b.event) || a.daysLeft - b.daysLeft)
    .slice(0, most);
}

/** The exemptions of a stack at a commit; none where it has no such file. Undefined where the file is malformed there. */
export function exemptionsAt(root: string, commit: string, stack: string): readonly Exemption[] | undefined {
  const file = `stacks/exemptions/${stack}.yaml`;
  const text = tryGit(root, "show", `${commit}:./${file}`);
  if (text === undefined) return [];
  const parsed = parseExemptions(text, file);
  return parsed.ok ? parsed.records : undefined;
}

function eventOf(was: ExemptionUse | undefined, now: ExemptionUse): TouchedExemption["event"] | undefined {
  if (now.status === "refused" || now.status === "ambiguous") return "invalid";
  if (was === undefined) return "added";
  if (changesOf(was.exemption, now.exemption).length > 0) return "changed";
  if (now.status === "expired") return "expired";
  if (was.matches === 0 && now.matches > 0) return "used";
  if (was.matches > 0 && now.matches === 0) return "unused";
  return now.status === "active" && now.daysLeft <= soon ? "expiring" : undefined;
}

function lineOf(
  event: TouchedExemption["event"],
  { exemption, status, daysLeft, matches, problem }: ExemptionUse,
  was: ExemptionUse | undefined,
): TouchedExemption {
  const { rule, resource, owner, ticket, reason, expires } = exemption;
  const title = findRule(rule)?.title ?? "";
  const changes = was ? changesOf(was.exemption, exemption) : [];
  return {
    ...{ event, rule, title, resource, owner, ticket, reason },
    ...{ status, expires, daysLeft, matches, changes, problem },
  };
}

function changesOf(before: Exemption, after: Exemption): TouchedExemption["changes"] {
  const fields = ["reason", "compensatingControl", "ticket", "owner", "created", "expires"] as const;
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field] ?? "none", after: after[field] ?? "none" }));
}

/** Findings that a removed exemption would have covered, and nobody covers now. */
function leftOpen({ rule, resource }: Exemption, { failures }: Judgement): number {
  const matches = matcherOf(resource);
  return [...failures.values()].filter(
    ({ ruleId, urn, exemption }) => ruleId === rule && exemption === undefined && matches(urn),
  ).length;
}

/** Two records of one rule and resource are told apart by their place: both are in the file, and both are in error. */
function byKey(uses: readonly ExemptionUse[]): ReadonlyMap<string, ExemptionUse> {
  const seen = new Map<string, number>();
  return new Map(
    uses.map((use) => {
      const about = `${use.exemption.rule} ${use.exemption.resource}`;
      const number = (seen.get(about) ?? 0) + 1;
      seen.set(about, number);
      return [`${about} ${number}`, use];
    }),
  );
}
