import type { ResourceGraph } from "../../../graph/types";
import { evaluate } from "../../../policies/evaluate";
import { ExemptionBook, type Exemption, type ExemptionUse } from "../../../policies/exemptions";
import {
  declarationOf,
  mergeDeclarations,
  packs,
  undeclared,
  type Pack,
} from "../../../policies/packs/index";
import type { Finding, Rule } from "../../../policies/rule";
import { rules } from "../../../policies/rules/index";
import type { FindingLine, StackReport } from "../../reports/pull-request/model";
import { byUrn, kindOf, namesOf } from "../../../graph/names";

/** A graph, and what its stack is exempted from. */
export interface Judged {
  readonly graph: ResourceGraph;
  /** @default none */
  readonly exemptions?: readonly Exemption[];
}

interface OneFailure {
  readonly urn: string;
  readonly ruleId: string;
  readonly line: FindingLine;
  readonly exemption: Exemption | undefined;
}

/** What one graph breaks, by rule and resource, and what became of its stack's exemptions. */
export interface Judgement {
  readonly failures: ReadonlyMap<string, OneFailure>;
  readonly uses: readonly ExemptionUse[];
}

/** The failures of a graph under some packs, by the rules of this checkout. */
export function judgementOf(
  { graph, exemptions = [] }: Judged,
  packNames: readonly string[],
  now: Date,
): Judgement {
  const chosen = packNames.flatMap((name) => packs[name] ?? []);
  const book = new ExemptionBook(exemptions, { rules, packs: chosen, now });
  const nodes = byUrn(graph);
  const names = namesOf(graph);
  const failures = new Map<string, OneFailure>();
  for (const { finding, rule } of judged(graph, chosen, now)) {
    const exemption = book.find(finding);
    if (finding.outcome !== "fail") continue;
    const { urn, ruleId, message } = finding;
    const node = nodes.get(urn);
    const line: FindingLine = {
      rule: rule.id,
      title: rule.title,
      severity: rule.severity,
      mandatory: isMandatory(rule, chosen),
      resource: node ? `${kindOf(node)} ${names.resource(node)}` : urn,
      message,
      fix: rule.fix.text,
      url: rule.url,
    };
    failures.set(`${ruleId} ${urn}`, { urn, ruleId, line, exemption });
  }
  return { failures, uses: book.uses() };
}

/**
 * The failures that a change brings, those that it ends, and those that it only exempts. What was exempted and counts again is
 * as new as what was not there.
 */
export function compareFindings(
  before: Judgement | undefined,
  after: Judgement,
): NonNullable<StackReport["findings"]> {
  const old = [...(before?.failures ?? [])];
  const young = [...after.failures];
  const counted = (all: typeof old) => all.filter(([, { exemption }]) => exemption === undefined);
  const oldKeys = new Set(counted(old).map(([key]) => key));
  const oldExempt = new Set(old.flatMap(([key, { exemption }]) => (exemption === undefined ? [] : [key])));
  const exempted = young.filter(([key, { exemption }]) => exemption !== undefined && !oldExempt.has(key));
  return {
    added: lines(counted(young).filter(([key]) => !oldKeys.has(key))),
    fixed: lines(counted(old).filter(([key]) => !after.failures.has(key))),
    ...(exempted.length > 0 && { exempted: lines(exempted) }),
    open: counted(young).filter(([, { line }]) => line.mandatory).length,
  };
}

/** The residency pack's word on a graph, and what changes of where prompts are processed. */
export function findingsOf(
  graph: ResourceGraph,
  packNames: readonly string[],
  now: Date,
): readonly (Finding & { readonly mandatory: boolean })[] {
  const chosen = packNames.flatMap((name) => packs[name] ?? []);
  return judged(graph, chosen, now).map(({ finding, rule }) => ({
    ...finding,
    mandatory: isMandatory(rule, chosen),
  }));
}

function judged(
  graph: ResourceGraph,
  chosen: readonly Pack[],
  now: Date,
): readonly { readonly finding: Finding; readonly rule: Rule }[] {
  const ofPacks = rules.filter(({ id }) => chosen.some(({ levels }) => levels[id] !== undefined));
  const byId = new Map(ofPacks.map((rule) => [rule.id, rule]));
  const defaults = chosen.reduce((all, pack) => mergeDeclarations(all, pack.defaults), undeclared);
  const context = { declaration: declarationOf(graph, defaults), now };
  return evaluate({ graph, rules: ofPacks, context }).flatMap((finding) => {
    const rule = byId.get(finding.ruleId);
    return rule ? [{ finding, rule }] : [];
  });
}

function isMandatory(rule: Rule, chosen: readonly Pack[]): boolean {
  return chosen.some(({ levels }) => levels[rule.id] === "mandatory");
}

/** The worst first. */
function lines(failures: readonly (readonly [string, OneFailure])[]): FindingLine[] {
  const order = ["critical", "high", "medium", "low"];
  return failures
    .map(([, { line }]) => line)
    .sort(
      (a, b) =>
        Number(b.mandatory) - Number(a.mandatory) ||
        order.indexOf(a.severity) - order.indexOf(b.severity) ||
        (a.rule + a.resource < b.rule + b.resource ? -1 : 1),
    );
}
