import type { ExitCode } from "../failure";
import type { FleetFinding, FleetVerb, TaskResult } from "./model";

/** What the verbs print with `--json`, as far as a fleet's report tells of it. */
interface EngineData {
  readonly changes?: Readonly<Record<string, number>>;
  readonly policyViolations?: readonly {
    readonly policy: string;
    readonly mandatory: boolean;
    readonly message: string;
  }[];
}

interface ReviewData {
  readonly verdict?: string;
  readonly counts?: { readonly resources: number };
  readonly groups?: readonly {
    readonly rule: { readonly id: string; readonly title: string; readonly level: string };
    readonly findings: readonly { readonly outcome: string; readonly exemption?: number }[];
  }[];
}

interface DriftData {
  readonly stacks?: readonly {
    readonly failure?: string;
    readonly drifted: readonly unknown[];
    readonly workloads: readonly string[];
    readonly broken: readonly { readonly rule: string; readonly title: string }[];
    readonly unchanged: number;
  }[];
}

type Told = Omit<TaskResult, "code">;

const summaries: Readonly<Record<FleetVerb, (data: object) => Told>> = {
  preview: (data) =>
    ofEngine(data, { create: "to create", update: "to update", replace: "to replace", delete: "to delete" }),
  up: (data) =>
    ofEngine(data, { create: "created", update: "updated", replace: "replaced", delete: "deleted" }),
  review: (data) => ofReview(data),
  drift: (data) => ofDrift(data),
};

/**
 * The line and the findings of a stack, from what its verb printed.
 *
 * @param data what it wrote to standard output, parsed; undefined when it came to no result
 * @param log what it said
 */
export function summarize(
  verb: FleetVerb,
  code: ExitCode,
  data: unknown,
  log: readonly string[],
): TaskResult {
  const told: Told =
    typeof data === "object" && data !== null ? summaries[verb](data) : { headline: "", findings: [] };
  return { code, ...told, headline: code >= 2 ? reasonOf(log) || told.headline : told.headline };
}

function ofEngine(
  { changes = {}, policyViolations = [] }: EngineData,
  words: Readonly<Record<string, string>>,
): Told {
  const counts = Object.entries(words).flatMap(([op, word]) =>
    changes[op] ? [`${changes[op]} ${word}`] : [],
  );
  const findings = grouped(
    policyViolations
      // Before a first deployment most rules wait for values that only the cloud has.
      .filter(({ mandatory, message }) => mandatory || !message.includes(": cannot be judged yet: "))
      .map(({ policy, mandatory, message }) => ({ rule: ruleOf(message) ?? policy, mandatory })),
  );
  return { headline: [counts.join(", ") || "no changes", ...brokenOf(findings)].join("; "), findings };
}

/** `CS-0007 AI accounts encrypt ...`, from the sentence and the line that the packs write. */
function ruleOf(message: string): string | undefined {
  const [sentence = "", detail = ""] = message.split("\n");
  const id = /^(CS-\d+): /.exec(detail)?.[1];
  return id === undefined ? undefined : `${id} ${sentence}`;
}

function ofReview({ counts, groups = [], verdict }: ReviewData): Told {
  const findings = grouped(
    groups.flatMap(({ rule: { id, title, level }, findings: all }) =>
      all
        .filter(({ outcome, exemption }) => outcome === "fail" && exemption === undefined)
        .map(() => ({ rule: `${id} ${title}`, mandatory: level === "mandatory" })),
    ),
  );
  const what = `${counts?.resources ?? 0} resources judged`;
  const close = verdict === "incomplete" ? ["a rule is broken itself"] : brokenOf(findings);
  return { headline: [what, ...(close.length > 0 ? close : ["all pass"])].join("; "), findings };
}

function ofDrift({ stacks: [stack] = [] }: DriftData): Told {
  if (!stack) return { headline: "", findings: [] };
  if (stack.failure !== undefined) return { headline: stack.failure, findings: [] };
  const findings = grouped(
    stack.broken.map(({ rule, title }) => ({ rule: `${rule} ${title}`, mandatory: false })),
  );
  if (stack.drifted.length === 0)
    return { headline: `no drift, ${stack.unchanged} as they should be`, findings };
  const affected = stack.workloads.length > 0 ? [`affects ${stack.workloads.join(", ")}`] : [];
  return {
    headline: [`${stack.drifted.length} changed outside of Pulumi`, ...affected, ...brokenOf(findings)].join(
      "; ",
    ),
    findings,
  };
}

function grouped(broken: readonly Omit<FleetFinding, "resources">[]): readonly FleetFinding[] {
  const byRule = new Map<string, FleetFinding>();
  for (const { rule, mandatory } of broken) {
    const known = byRule.get(rule) ?? { rule, mandatory, resources: 0 };
    byRule.set(rule, { rule, mandatory: known.mandatory || mandatory, resources: known.resources + 1 });
  }
  return [...byRule.values()];
}

function brokenOf(findings: readonly FleetFinding[]): readonly string[] {
  const mandatory = findings.filter((each) => each.mandatory).length;
  if (findings.length === 0) return [];
  const rules = `breaks ${findings.length} rule${findings.length === 1 ? "" : "s"}`;
  return [mandatory > 0 ? `${rules}, ${mandatory} mandatory` : rules];
}

/** Why it failed: the first error that it told, else its last word. */
function reasonOf(log: readonly string[]): string {
  const error =
    log.find((line) => /^error: /.test(line)) ?? log.find((line) => line.startsWith("✗")) ?? log.at(-1);
  const [first = "", second = ""] = (error ?? "")
    .replace(/^(error:|✗) /, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  // A problem of configuration begins with its file alone.
  return second !== "" && !first.includes(" ") ? `${first} ${second}` : first;
}
