import type { ResourceGraph } from "../graph/types";
import { IndexedGraph, readGraph } from "./graph-reader";
import { UnknownPropertyError, readProperties } from "./guard";
import type { Finding, PropertyReader, ResourceRule, Rule, RuleContext, Subject, Verdict } from "./rule";

/**
 * Judges every resource of the graph by every rule that asks for its type. A finding for each, in order of the rules
 * and then of the resources. What a rule cannot know is `unknown`, a rule that throws is `broken`: neither is a pass.
 */
export function evaluate(review: {
  readonly graph: ResourceGraph | IndexedGraph;
  readonly rules: readonly Rule[];
  readonly context: RuleContext;
}): readonly Finding[] {
  const graph = review.graph instanceof IndexedGraph ? review.graph : readGraph(review.graph);
  return review.rules.flatMap((rule) =>
    graph.all(rule.types).map((node) => {
      if (rule.scope === "graph") return finding(rule, node, () => rule.check(node, graph, review.context));
      return evaluateResource(rule, node, readProperties(node.inputs), review.context);
    }),
  );
}

/** Judges one resource by one rule, as the engine asks before it creates the resource. */
export function evaluateResource(
  rule: ResourceRule,
  resource: Subject,
  inputs: PropertyReader,
  context: RuleContext,
): Finding {
  return finding(rule, resource, () => rule.check(inputs, resource, context));
}

function finding(rule: Rule, resource: Subject, check: () => Verdict): Finding {
  const about = { ruleId: rule.id, urn: resource.urn };
  try {
    const verdict = check();
    switch (verdict.outcome) {
      case "pass":
        return { ...about, outcome: "pass", message: "" };
      case "notApplicable":
      case "unknown":
        return { ...about, outcome: verdict.outcome, message: verdict.reason };
      case "fail":
        return { ...about, ...verdict };
    }
  } catch (error) {
    if (error instanceof UnknownPropertyError)
      return { ...about, outcome: "unknown", message: error.message, path: error.path };
    return { ...about, outcome: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}
