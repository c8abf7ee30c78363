import { canonicalType } from "../../graph/types";
import type { ResourceNode } from "../../graph/types";
import type { Pack } from "../packs/pack";
import type { Rule } from "../rule";
import { findRule } from "../rules";

/** The rules that a pack weighs, in the order of their IDs. */
export function rulesOf(pack: Pack): readonly Rule[] {
  return Object.keys(pack.levels).map((id) => {
    const rule = findRule(id);
    if (!rule)
      throw new RangeError(`the pack "${pack.name}" names ${id}, which is no rule of policies/rules`);
    return rule;
  });
}

/** Whether a rule judges a resource, as the evaluator of a whole graph would decide. */
export function appliesTo(rule: Rule, resource: ResourceNode): boolean {
  const type = canonicalType(resource.type);
  return rule.types.includes(type) || (rule.types.includes("*") && isJudged(resource));
}

function isJudged(resource: ResourceNode): boolean {
  return resource.custom && !resource.type.startsWith("pulumi:");
}
