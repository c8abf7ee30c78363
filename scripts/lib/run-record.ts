import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import { remediatedProperties, type RemediatedProperty, type RemediationEvent } from "./remediated";

/** What the engine does to a resource, in the engine's own words. */
export type Operation = StepEventMetadata["op"];

/** One resource that the engine works on, or has worked on. */
export interface ResourceStep {
  readonly urn: string;
  readonly type: string;
  /** The logical name. */
  readonly name: string;
  readonly op: Operation;
  /** False for components, which no cloud knows. */
  readonly custom: boolean;
  /** `planned` in a preview. */
  status: "running" | "done" | "failed" | "planned";
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly started: number;
  finished?: number;
  /** Top-level properties that differ. */
  readonly diffs: readonly string[];
  readonly metadata: StepEventMetadata;
}

export interface Diagnostic {
  readonly urn?: string;
  readonly severity: "warning" | "error" | "info";
  readonly message: string;
}

export interface PolicyViolation {
  readonly urn?: string;
  /** Name of the pack, or of all that hold the rule: `baseline, residency`. */
  readonly pack: string;
  readonly policy: string;
  readonly mandatory: boolean;
  readonly message: string;
}

/**
 * What happened in one run of the engine, built from its events. Events of severity `debug` carry secrets in plain
 * text, and are dropped here.
 */
export class RunRecord {
  readonly steps: ResourceStep[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly violations: PolicyViolation[] = [];
  /** Properties that policies changed on the way to the cloud. */
  readonly remediated: RemediatedProperty[] = [];
  /** Operation -> number of resources, as the engine counted at the end; absent when it never came to an end. */
  changes: Readonly<Partial<Record<Operation, number>>> | undefined;
  /** Policy packs that judged the run, as the engine counted them at its end. */
  packs: readonly string[] = [];

  private readonly running = new Map<string, ResourceStep>();

  constructor(
    private readonly preview: boolean,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes in one event; answers the step that it began or ended, if any. */
  add(event: EngineEvent): ResourceStep | undefined {
    if (event.resourcePreEvent) return this.begin(event.resourcePreEvent.metadata);
    if (event.resOutputsEvent) return this.end(event.resOutputsEvent.metadata, "done");
    if (event.resOpFailedEvent) return this.end(event.resOpFailedEvent.metadata, "failed");
    if (event.diagnosticEvent) this.diagnose(event.diagnosticEvent);
    if (event.policyEvent) this.violate(event.policyEvent);
    // The SDK's type leaves it out.
    const { policyRemediationEvent } = event as { policyRemediationEvent?: RemediationEvent };
    if (policyRemediationEvent) this.remediated.push(...remediatedProperties(policyRemediationEvent));
    if (event.summaryEvent) this.summarize(event.summaryEvent);
    return undefined;
  }

  /** The steps that are under way, oldest first. */
  active(): readonly ResourceStep[] {
    return [...this.running.values()];
  }

  /** How many resources differ from what was there before. */
  changed(): number {
    const entries = Object.entries(this.changes ?? {}) as [Operation, number][];
    return entries.filter(([op]) => isChange(op)).reduce((sum, [, count]) => sum + count, 0);
  }

  private begin(metadata: StepEventMetadata): ResourceStep | undefined {
    if (!isChange(metadata.op) && metadata.op !== "refresh" && metadata.op !== "read") return undefined;
    const step: ResourceStep = {
      urn: metadata.urn,
      type: metadata.type,
      name: metadata.urn.split("::").at(-1) ?? metadata.urn,
      op: metadata.op,
      custom: (metadata.new ?? metadata.old)?.custom ?? metadata.provider !== "",
      status: this.preview ? "planned" : "running",
      started: this.now(),
      diffs: metadata.diffs ?? [],
      metadata,
    };
    this.steps.push(step);
    if (!this.preview) this.running.set(keyOf(metadata), step);
    return step;
  }

  private end(metadata: StepEventMetadata, status: "done" | "failed"): ResourceStep | undefined {
    const step = this.running.get(keyOf(metadata));
    if (!step) return undefined;
    this.running.delete(keyOf(metadata));
    step.status = status;
    step.finished = this.now();
    return step;
  }

  private summarize(event: NonNullable<EngineEvent["summaryEvent"]>): void {
    this.changes = event.resourceChanges;
    // The engine writes this one field in capitals (sdk/go/common/apitype/events.go).
    const { PolicyPacks = {} } = event as { PolicyPacks?: Readonly<Record<string, string>> };
    // `baseline|local|<path>` for a pack that is given by path.
    this.packs = Object.keys(PolicyPacks)
      .map((pack) => pack.replace(/\|.*$/, ""))
      .sort();
  }

  private diagnose(event: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const severity = { error: "error", warning: "warning", "info#err": "info", info: "info" }[
      event.severity as string
    ];
    if (severity === undefined || event.ephemeral) return;
    const message = stripMarkup(event.message).trim();
    if (message === "") return;
    this.diagnostics.push({
      ...(event.urn ? { urn: event.urn } : {}),
      severity: severity as Diagnostic["severity"],
      message,
    });
  }

  /** A rule that several packs hold is reported by each of them: one violation, by the strictest of their levels. */
  private violate(event: NonNullable<EngineEvent["policyEvent"]>): void {
    const urn: { urn?: string } = event.resourceUrn ? { urn: event.resourceUrn } : {};
    const message = stripMarkup(event.message).trim();
    const mandatory = event.enforcementLevel === "mandatory";
    const known = this.violations.findIndex(
      (each) => each.policy === event.policyName && each.urn === urn.urn && each.message === message,
    );
    const earlier = this.violations[known];
    if (!earlier) {
      this.violations.push({
        ...urn,
        pack: event.policyPackName,
        policy: event.policyName,
        mandatory,
        message,
      });
      return;
    }
    const packs = new Set([...earlier.pack.split(", "), event.policyPackName]);
    this.violations[known] = {
      ...earlier,
      pack: [...packs].join(", "),
      mandatory: earlier.mandatory || mandatory,
    };
  }
}

/** True for an operation that leaves a resource otherwise than it was. */
export function isChange(op: Operation): boolean {
  return !["same", "read", "refresh", "read-replacement", "read-discard", "remove-pending-replace"].includes(
    op,
  );
}

/** Takes out the engine's own colour tags, `<{%fg 1%}>`. */
export function stripMarkup(text: string): string {
  return text.replace(/<\{%.*?%\}>/g, "");
}

function keyOf(metadata: StepEventMetadata): string {
  return `${metadata.op} ${metadata.urn}`;
}
