import type { ResourceGraph } from "../../../graph/types";
import type { Exemption } from "../../../policies/exemptions";
import type { AnyStackConfig } from "../../../stacks/config/index";
import type { ResourceChange, StackReport } from "../../reports/pull-request/model";
import { compareAccess } from "./access";
import { compareGraphs } from "./compare-graphs";
import { compareCost } from "./cost-change";
import { compareExemptions } from "./exemptions";
import { compareFindings, judgementOf } from "./findings";
import { residencyOf } from "./residency";

/** One side of the comparison. */
export interface Side {
  readonly graph: ResourceGraph;
  readonly config: AnyStackConfig;
  /** @default none */
  readonly exemptions?: readonly Exemption[];
}

export interface StackReportInput {
  readonly stack: string;
  /** Absent for a stack that the base has not. */
  readonly before: Side | undefined;
  readonly after: Side;
  /** What the engine says that changes, where it was asked; otherwise the graphs are compared. */
  readonly engine?: {
    readonly basis: "local" | "engine";
    readonly changes: readonly ResourceChange[];
    readonly unchanged: number;
  };
  readonly notes: readonly string[];
  readonly reasons: readonly string[];
  readonly now: Date;
}

/** Everything that a reviewer is told about one stack. */
export async function stackReport(input: StackReportInput): Promise<StackReport> {
  const { stack, before, after, engine, now } = input;
  const compared = engine ?? (await compareGraphs(before?.graph, after.graph));
  const { packs } = after.config.compliance;
  const judged = {
    before: before && judgementOf(before, packs, now),
    after: judgementOf(after, packs, now),
  };
  return bounded({
    stack,
    protected: after.config.environment.protected,
    basis: engine?.basis ?? "program",
    notes: [...input.notes],
    reasons: [...input.reasons],
    changes: [...compared.changes],
    unchanged: compared.unchanged,
    findings: compareFindings(judged.before, judged.after),
    exemptions: compareExemptions(judged.before, judged.after),
    cost: compareCost(stack, before, after),
    access: compareAccess(before, after),
    residency: residencyOf(after.graph, after.config, before?.config, now),
  });
}

/** What is told of a stack whose preview failed: everything else would be a guess. */
export function failedReport(
  input: Pick<StackReportInput, "stack" | "notes" | "reasons"> & {
    readonly protected: boolean;
    readonly basis: StackReport["basis"];
    readonly failure: string;
  },
): StackReport {
  const { stack, basis, failure, notes, reasons } = input;
  return bounded({
    stack,
    protected: input.protected,
    basis,
    failure,
    notes: [...notes],
    reasons: [...reasons],
    changes: [],
    unchanged: 0,
  });
}

/** Cuts texts to the bounds of the schema: a long message must not cost the whole report. */
function bounded<T>(value: T, key = ""): T {
  if (typeof value === "string") {
    const most = ["failure", "message", "fix", "notes", "reason", "problem"].includes(key)
      ? 4000
      : ["urn", "needs"].includes(key)
        ? 1000
        : 300;
    return (value.length > most ? `${value.slice(0, most - 1)}…` : value) as T;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => bounded(item, key)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [name, bounded(item, name)]),
  ) as T;
}
