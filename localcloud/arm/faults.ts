import { CloudError } from "./error";
import type { ArmId } from "./id";

/** A failure that is injected on purpose. */
export interface Fault {
  readonly operation: "put" | "delete" | "read";
  /** An ARM type, or `*`. */
  readonly resourceType: string;
  /** The last name of the resource; any when absent. */
  readonly name?: string;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** How often it strikes; 1 when absent. */
  readonly times?: number;
  /** How many matching requests pass before it strikes; 0 when absent. */
  readonly after?: number;
  /** True when the service accepts the write and fails at its end, so that a resource in state Failed stays behind. */
  readonly late?: boolean;
}

/** Decides which requests fail on purpose; each fault strikes as often as it says. */
export class Faults {
  private readonly counters: { readonly fault: Fault; seen: number }[];

  constructor(faults: readonly Fault[] = []) {
    this.counters = faults.map((fault) => ({ fault, seen: 0 }));
  }

  /** Throws when a fault strikes this request. */
  strike(operation: Fault["operation"], id: ArmId, late = false): void {
    for (const counter of this.counters) {
      const { fault } = counter;
      const matches =
        fault.operation === operation &&
        (fault.late ?? false) === late &&
        (fault.resourceType === "*" || fault.resourceType.toLowerCase() === id.type.toLowerCase()) &&
        (fault.name === undefined || fault.name.toLowerCase() === id.name.toLowerCase());
      if (!matches) continue;
      counter.seen++;
      const after = fault.after ?? 0;
      if (counter.seen > after && counter.seen <= after + (fault.times ?? 1)) {
        throw new CloudError(fault.status, fault.code, fault.message);
      }
    }
  }
}
