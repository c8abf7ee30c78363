import { nearest } from "../../stacks/config/nearest";
import { findRule, rules } from "../../policies/rules/index";
import type { Rule } from "../../policies/rule";
import type { Console } from "./console";
import { exitCode, Failure, type ExitCode } from "./failure";
import { rulePage, ruleTable } from "./rule-page";

export interface ExplainOptions {
  readonly rule?: string | undefined;
  readonly all: boolean;
  readonly json: boolean;
}

/** `cornerstone explain`. */
export function explain({ rule: wanted, all, json }: ExplainOptions, out: Console): Promise<ExitCode> {
  if (wanted === undefined && !all)
    throw new Failure("name a rule, or --all", exitCode.usage, "For example: cornerstone explain CS-0001");
  const chosen = all || wanted === undefined ? rules : [find(wanted)];
  if (json) out.data(JSON.stringify({ version: 1, rules: chosen.map(plain) }, null, 2));
  else out.data(all ? ruleTable(rules).trimEnd() : chosen.map(rulePage).join("\n").trimEnd());
  return Promise.resolve(exitCode.ok);
}

function find(wanted: string): Rule {
  const rule = findRule(wanted.toUpperCase()) ?? rules.find(({ name }) => name === wanted.toLowerCase());
  if (rule) return rule;
  const meant = nearest(
    wanted,
    rules.flatMap(({ id, name }) => [id, name]),
  );
  throw new Failure(
    `there is no rule "${wanted}"`,
    exitCode.usage,
    meant === undefined ? "List them: cornerstone explain --all" : `Did you mean ${meant}?`,
  );
}

/** A rule as data: everything but its check. */
function plain(rule: Rule): object {
  return { ...rule, check: undefined };
}
