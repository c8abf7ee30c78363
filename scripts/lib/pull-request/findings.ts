import type { ResourceGraph } from "../../../graph/types";
import { evaluate } from "../../../policies/evaluate";
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

/** What one graph breaks, by rule and resource. */
type Failures = ReadonlyMap<string, FindingLine>;

/** The failures that a change brings, and those that it ends. Both graphs are judged by the rules of this checkout. */
export function compareFindings(
  before: ResourceGraph | undefined,
  after: ResourceGraph,
  packNames: readonly string[],
  now: Date,
): NonNullable<StackReport["findings"]> {
  const chosen = packNames.flatMap((name) => packs[name] ?? []);
  const old: Failures = before ? failuresOf(before, chosen, now) : new Map<string, FindingLine>();
  const young = failuresOf(after, chosen, now);
  return {
    added: lines(young, old),
    fixed: lines(old, young),
    open: [...young.values()].filter(({ mandatory }) => mandatory).length,
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

function failuresOf(graph: ResourceGraph, chosen: readonly Pack[], now: Date): Failures {
  const nodes = byUrn(graph);
  const names = namesOf(graph);
  return new Map(
    judged(graph, chosen, now)
      .filter(({ finding }) => finding.outcome === "fail")
      .map(({ finding, rule }) => {
        const node = nodes.get(finding.urn);
        const line: FindingLine = {
          rule: rule.id,
          title: rule.title,
          severity: rule.severity,
          mandatory: isMandatory(rule, chosen),
          resource: node ? `${kindOf(node)} ${names.resource(node)}` : finding.urn,
          message: finding.message,
          fix: rule.fix.text,
          url: rule.url,
        };
        return [`${finding.ruleId} ${finding.urn}`, line];
      }),
  );
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

/** Those of the one that the other has not, the worst first. */
function lines(these: Failures, those: Failures): FindingLine[] {
  const order = ["critical", "high", "medium", "low"];
  return [...these]
    .filter(([key]) => !those.has(key))
    .map(([, line]) => line)
    .sort(
      (a, b) =>
        Number(b.mandatory) - Number(a.mandatory) ||
        order.indexOf(a.severity) - order.indexOf(b.severity) ||
        (a.rule + a.resource < b.rule + b.resource ? -1 : 1),
    );
}
