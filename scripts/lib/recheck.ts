import { graphFromState } from "../../graph/from-state";
import { packs } from "../../policies/packs/index";
import { isBlocking } from "../reports/report";
import { counted } from "../reports/words";
import type { Console } from "./console";
import { exemptionsPath, loadExemptions } from "./records";
import { judge } from "./review";
import type { StackFile } from "./stack-file";

/** What is held against the stack as it stands after an update. No property values, which may be secret. */
export interface RecheckFinding {
  readonly rule: string;
  readonly urn: string;
  readonly name: string;
  readonly message: string;
  readonly fix: string;
}

/** The second judgement of an update, over what it left standing. */
export interface Recheck {
  readonly ok: boolean;
  /** How many outcomes were judged for certain. */
  readonly judged: number;
  /** Mandatory rules that fail, or broke, and that nobody exempted. */
  readonly findings: readonly RecheckFinding[];
  /** What even now cannot be known, such as what stands encrypted in the state. */
  readonly unknown: readonly RecheckFinding[];
}

/**
 * Judges a state by the packs and exemptions of its stack, in this process. A preview cannot know what the update decides;
 * the state does (`compliance.unknowns: recheck`).
 *
 * @param state as `pulumi stack export` writes it
 */
export function recheckState(
  state: unknown,
  file: Pick<StackFile, "stack" | "config">,
  now: Date = new Date(),
): Recheck {
  const chosen = file.config.compliance.packs.flatMap((name) => packs[name] ?? []);
  const { records } = loadExemptions(exemptionsPath(file.stack));
  const report = judge(graphFromState(state), chosen, { unknowns: "recheck", now, exemptions: records });
  const mandatory = report.groups
    .filter(({ rule }) => rule.level === "mandatory")
    .flatMap(({ rule, findings }) =>
      findings.map((finding) => ({
        finding,
        held: finding.outcome === "broken" || isBlocking(report, rule, finding),
        about: {
          ...{ rule: rule.id, urn: finding.urn, name: finding.name },
          ...{ message: finding.message, fix: rule.fix.text },
        },
      })),
    );
  const findings = mandatory.filter(({ held }) => held).map(({ about }) => about);
  const unknown = mandatory
    .filter(({ finding }) => finding.outcome === "unknown" && finding.exemption === undefined)
    .map(({ about }) => about);
  const { pass, fail } = report.counts.outcomes;
  return { ok: findings.length === 0, judged: pass + fail, findings, unknown };
}

/** Prints the second judgement; what failed last, as everywhere. */
export function reportRecheck({ ok, judged, findings, unknown }: Recheck, out: Console): void {
  for (const { rule, name, message } of unknown)
    out.say(`${out.color.yellow("still unknown:")} ${rule}, ${name}: ${message}`);
  for (const { rule, name, message, fix } of findings)
    out.say(
      `${out.color.red("policy (mandatory, after the update):")} ${rule}\n  ${name}: ${message}\n    fix: ${fix}`,
    );
  out.say(
    ok
      ? `${out.color.green("✓")} judged again after the update: ${counted(judged, "check")}, no mandatory policy is broken`
      : `${out.color.red("✗")} judged again after the update: ${counted(findings.length, "finding")}. What was deployed stands; correct it and run up again.`,
  );
}
