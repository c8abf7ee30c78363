import type { Arm, Operation } from "../arm/arm";
import { CloudError } from "../arm/error";
import type { ArmId } from "../arm/id";

/** How an operation stands, as `Azure-AsyncOperation` and `Location` answer it. */
export interface OperationState {
  readonly id: string;
  readonly status: "InProgress" | "Succeeded" | "Failed";
  readonly startTime: string;
  readonly error?: { readonly code: string; readonly message: string };
  /** The resource that is written or removed. */
  readonly resource: ArmId;
}

/** More than this many ended operations are not remembered, oldest first. */
const remembered = 5_000;

/** The long-running operations that callers may ask after. */
export class Operations {
  private readonly states = new Map<string, OperationState>();

  constructor(private readonly arm: Arm) {}

  /** Follows an operation to its end. */
  follow({ id, completed }: Operation, resource: ArmId): void {
    const startTime = new Date(this.arm.now()).toISOString();
    const set = (state: Partial<OperationState>) =>
      this.states.set(id, { id, startTime, resource, status: "InProgress", ...state });
    set({});
    completed.then(
      () => set({ status: "Succeeded" }),
      (error: unknown) =>
        set({
          status: "Failed",
          error:
            error instanceof CloudError
              ? { code: error.code ?? "InternalServerError", message: error.detail }
              : { code: "InternalServerError", message: String(error) },
        }),
    );
    for (const old of this.states.keys()) {
      if (this.states.size <= remembered) break;
      this.states.delete(old);
    }
  }

  get(id: string): OperationState | undefined {
    return this.states.get(id.toLowerCase());
  }
}
