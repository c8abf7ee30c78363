import { CloudError } from "./error";
import type { ArmId } from "./id";
import { seedOf, type Seed } from "./seed";

/** Which requests a fault strikes, and how often. */
export interface FaultMatch {
  /** `write` is put or delete, `any` all three. */
  readonly operation: "put" | "delete" | "read" | "write" | "any";
  /** An ARM type, `*` for all, `Microsoft.X/accounts/*` for everything nested in a type. */
  readonly resourceType: string;
  /** The last name of the resource; any when absent. */
  readonly name?: string | undefined;
  /** The region of the resource, or of what it is nested in; any when absent. */
  readonly region?: string | undefined;
  /** True to strike only requests that would create something. */
  readonly creates?: boolean | undefined;
  /** The share of the matching requests that it strikes, drawn from the seed: 0 to 1. Every one when absent. */
  readonly share?: number | undefined;
  /** How often it strikes; without a limit when a `share` is given, 1 otherwise. */
  readonly times?: number | "always" | undefined;
  /** How often it strikes any one resource; as often as `times` when absent. */
  readonly timesEach?: number | undefined;
  /** How many matching requests pass before it strikes; 0 when absent. */
  readonly after?: number | undefined;
}

/** A request that is refused on purpose. */
export interface Refusal extends FaultMatch {
  readonly status: number;
  readonly code: string;
  /** May hold `{id}`, `{name}`, `{type}`, `{account}` (the account that it is nested in), `{subscriptionId}`, `{region}`. */
  readonly message: string;
  /** The header Retry-After, in seconds of the cloud's time. */
  readonly retryAfter?: number | undefined;
  /** True when the service accepts the write and fails at its end, so that a resource in state Failed stays behind. */
  readonly late?: boolean | undefined;
}

/** The process of the cloud ends after it has accepted a write, before it answers. */
export interface Crash extends FaultMatch {
  readonly crash: true;
}

/** A failure that is injected on purpose. */
export type Fault = Refusal | Crash;

/** A request as faults look at it. */
export interface FaultRequest {
  readonly operation: "put" | "delete" | "read";
  /** An ARM ID, or what stands for it on AWS, where the type is a token. */
  readonly id: Pick<ArmId, "id" | "key" | "type" | "name"> & { readonly subscriptionId?: string | undefined };
  readonly region?: string | undefined;
  readonly creates?: boolean;
}

/** `accepted`: between the durable acceptance of a write and its answer; `late`: at the end of its operation. */
type Moment = "request" | "accepted" | "late";

/** Decides which requests fail on purpose. The same seed and the same requests of each resource give the same failures. */
export class Faults {
  private readonly counters: { readonly fault: Fault; seen: number; readonly struck: Map<string, Strikes> }[];

  constructor(
    faults: readonly Fault[] = [],
    private readonly seed: Seed = seedOf("faults"),
  ) {
    this.counters = faults.map((fault) => ({ fault, seen: 0, struck: new Map() }));
  }

  /** Throws when a fault refuses this request. */
  strike(request: FaultRequest, late = false): void {
    const fault = this.struck(request, late ? "late" : "request");
    if (!fault || "crash" in fault) return;
    const { status, code, message, retryAfter } = fault;
    throw new CloudError(status, code, worded(message, request), retryAfter);
  }

  /** Whether the process is to end now that this request is accepted. */
  crashes(request: FaultRequest): boolean {
    return this.struck(request, "accepted") !== undefined;
  }

  private struck(request: FaultRequest, moment: Moment): Fault | undefined {
    for (const [index, counter] of this.counters.entries()) {
      const { fault, struck } = counter;
      if (momentOf(fault) !== moment || !matches(fault, request)) continue;
      counter.seen++;
      const label = `${request.operation}:${request.id.key}`;
      const own = struck.get(label) ?? { requests: 0, strikes: 0 };
      struck.set(label, own);
      own.requests++;
      const limit = fault.times ?? (fault.share === undefined ? 1 : "always");
      const all = counter.seen - (fault.after ?? 0);
      if (all <= 0 || (limit !== "always" && total(struck) >= limit)) continue;
      if (fault.timesEach !== undefined && own.strikes >= fault.timesEach) continue;
      if (
        fault.share !== undefined &&
        this.seed.fraction(`fault:${index}:${label}:${own.requests}`) >= fault.share
      )
        continue;
      own.strikes++;
      return fault;
    }
    return undefined;
  }
}

interface Strikes {
  requests: number;
  strikes: number;
}

function total(struck: ReadonlyMap<string, Strikes>): number {
  return [...struck.values()].reduce((sum, { strikes }) => sum + strikes, 0);
}

function momentOf(fault: Fault): Moment {
  if ("crash" in fault) return "accepted";
  return fault.late ? "late" : "request";
}

function matches(fault: Fault, { operation, id, region, creates }: FaultRequest): boolean {
  const wanted = fault.resourceType.toLowerCase();
  const type = id.type.toLowerCase();
  const operations =
    fault.operation === "any"
      ? ["put", "delete", "read"]
      : fault.operation === "write"
        ? ["put", "delete"]
        : [fault.operation];
  return (
    operations.includes(operation) &&
    (wanted === "*" || wanted === type || (wanted.endsWith("/*") && type.startsWith(wanted.slice(0, -1)))) &&
    (fault.name === undefined || fault.name.toLowerCase() === id.name.toLowerCase()) &&
    (fault.region === undefined || fault.region === region) &&
    (!fault.creates || creates === true)
  );
}

function worded(message: string, { id, region }: FaultRequest): string {
  const values: Record<string, string> = {
    id: id.id,
    name: id.name,
    type: id.type,
    account: id.id.split("/").slice(0, 9).join("/"),
    subscriptionId: id.subscriptionId ?? "",
    region: region ?? "",
  };
  return message.replace(/\{(\w+)\}/g, (text, name: string) => values[name] ?? text);
}
