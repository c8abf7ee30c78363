import type { Console } from "./console";
import { exitCode, type ExitCode } from "./failure";
import { changeLine, type RunResult, type Verb } from "./engine-run";
import type { RemediatedProperty } from "./remediated";
import type { PolicyViolation } from "./run-record";

export interface RunReport {
  readonly verb: Verb;
  readonly result: RunResult;
  readonly out: Console;
  /** Why the local cloud ended in the middle of the run. */
  readonly died?: string;
  /** What can be done about an error of a resource, in a sentence. */
  readonly remedy?: (urn: string, message: string) => string | undefined;
}

/** Prints how a run went, errors last: what a person reads first stands at the bottom. */
export function reportRun({ verb, result, out, died, remedy }: RunReport): void {
  const { record, ok } = result;
  reportRemediated(record.remediated, out);
  reportViolations(record.violations, out);
  for (const { severity, urn, message } of record.diagnostics) {
    if (severity !== "warning") continue;
    out.say(`${out.color.yellow("warning:")} ${urn ? `${nameOf(urn)}: ` : ""}${message}`);
  }
  if (record.packs.length > 0 && record.violations.length === 0)
    out.say(`${out.color.green("✓")} no policy of ${record.packs.join(" and ")} is broken`);
  if (ok) {
    out.say(`${out.color.green("✓")} ${changeLine(result, verb)}`);
    return;
  }
  if (exitCodeOf(result) === exitCode.findings) {
    out.say(`${out.color.red("✗")} ${verb} stopped by a mandatory policy: ${changeLine(result, verb)}`);
    return;
  }
  out.say(`${out.color.red("✗")} ${verb} failed: ${changeLine(result, verb)}`);
  const errors = record.diagnostics.filter(({ severity }) => severity === "error");
  // The engine closes with a word on the run as a whole, which says nothing where a resource is to blame.
  const blamed = errors.filter(
    ({ urn, message }) => urn !== undefined && !/^(update|preview) failed$/.test(message),
  );
  const shown = blamed.length > 0 ? blamed : errors;
  const unique = [...new Map(shown.map((error) => [error.message, error])).values()];
  for (const { urn, message } of unique) {
    out.say(`${out.color.red("error:")} ${urn ? `${nameOf(urn)}: ` : ""}${message}`);
    const advice = urn === undefined ? undefined : remedy?.(urn, message);
    if (advice !== undefined) out.say(`  ${advice}`);
  }
  if (unique.length === 0)
    out.say(`${out.color.red("error:")} ${result.complaint || "the engine gave no reason"}`);
  if (died !== undefined) {
    out.say(`${out.color.red("error:")} the local cloud ended during the run: ${died}`);
    out.say("Run the same command again: it goes on where this one stopped.");
  } else if (record.changes === undefined && unique.length === 0) {
    out.say(
      "The engine ended before its work did. Run the same command again: it goes on where this one stopped.",
    );
  }
}

/** Tells each change, so that the author can make it in the program: what stands is otherwise than what is written there. */
function reportRemediated(remediated: readonly RemediatedProperty[], out: Console): void {
  for (const { urn, policy, pack, path, before, after } of remediated) {
    out.say(`${out.color.yellow("policy (remediated):")} ${policy}, pack ${pack}`);
    out.say(`  ${nameOf(urn)}: ${path} is now ${after}, the program says ${before}`);
  }
}

/** Groups by policy: one rule broken by ten resources is one thing to fix. */
function reportViolations(violations: readonly PolicyViolation[], out: Console): void {
  const groups = groupByPolicy(violations);
  for (const [policy, group] of groups) {
    const mandatory = group.some((violation) => violation.mandatory);
    const label = mandatory ? out.color.red("policy (mandatory):") : out.color.yellow("policy (advisory):");
    out.say(`${label} ${policy}, pack ${group[0]?.pack ?? ""}`);
    for (const { urn, message } of group) {
      // The first line is the policy's own sentence, the same for every resource.
      const [sentence = "", ...details] = message.split("\n");
      const text = (details.length > 0 ? details : [sentence]).join("\n    ");
      out.say(`  ${urn ? `${nameOf(urn)}: ` : ""}${text}`);
    }
  }
}

function groupByPolicy(violations: readonly PolicyViolation[]): Map<string, PolicyViolation[]> {
  const groups = new Map<string, PolicyViolation[]>();
  for (const violation of violations)
    groups.set(violation.policy, [...(groups.get(violation.policy) ?? []), violation]);
  return groups;
}

export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** A mandatory policy that stops a run is a finding; everything else that stops it is a failure. */
export function exitCodeOf({ ok, record }: RunResult): ExitCode {
  if (ok) return exitCode.ok;
  const stopped = record.violations.some(({ mandatory }) => mandatory);
  return stopped && record.steps.every(({ status }) => status !== "failed")
    ? exitCode.findings
    : exitCode.failed;
}
