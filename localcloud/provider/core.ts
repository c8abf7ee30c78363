import { type Value, type Values, isList, isValues, unknownValue } from "../schema/value";

export { type Value, type Values, isList, isValues, unknownValue };

export interface AutoNaming {
  readonly proposedName: string;
  readonly mode: "propose" | "enforce" | "disable";
}

export interface CheckRequest {
  readonly urn: string;
  readonly type: string;
  readonly olds?: Values | undefined;
  readonly news: Values;
  /** The engine's seed for names: the bytes, or their base64 text. */
  readonly randomSeed: Uint8Array | string;
  readonly autonaming?: AutoNaming | undefined;
}

export interface CheckFailure {
  readonly property?: string;
  readonly reason: string;
}

export interface CheckResult {
  readonly inputs: Values;
  readonly failures: readonly CheckFailure[];
}

export type DiffKind = "add" | "addReplace" | "delete" | "deleteReplace" | "update" | "updateReplace";

export interface DiffRequest {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly oldInputs: Values;
  readonly news: Values;
}

export interface DiffResult {
  readonly changes: boolean;
  /** Property path -> what happens to it. */
  readonly detailedDiff: Readonly<Record<string, DiffKind>>;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

export interface CreateRequest {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Values;
  readonly preview?: boolean | undefined;
}

export interface CreateResult {
  /** Empty in a preview. */
  readonly id: string;
  readonly outputs: Values;
}

export interface ReadRequest {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs?: Values | undefined;
  readonly outputs?: Values | undefined;
}

export interface ReadResult {
  /** Empty when the resource does not exist. */
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

export interface UpdateRequest extends CreateRequest {
  readonly id: string;
  readonly oldInputs: Values;
  readonly oldOutputs: Values;
}

export interface DeleteRequest {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly oldInputs?: Values | undefined;
}

export interface InvokeRequest {
  readonly token: string;
  readonly args: Values;
}

export interface InvokeResult {
  readonly result: Values;
  readonly failures: readonly CheckFailure[];
}

/**
 * A Pulumi resource provider without its wire: the gRPC server and in-process runs of a program call the same one. A
 * refusal of the cloud rejects with `CloudError`; `ResourceInitFailed` says that the resource exists all the same.
 */
export interface ProviderCore {
  /** Takes the provider's configuration (`location`, `subscriptionId`, ...), once, before anything else. */
  configure(config: Readonly<Record<string, string>>): void;
  check(request: CheckRequest): CheckResult;
  diff(request: DiffRequest): DiffResult;
  create(request: CreateRequest): Promise<CreateResult>;
  read(request: ReadRequest): Promise<ReadResult>;
  update(request: UpdateRequest): Promise<CreateResult>;
  delete(request: DeleteRequest): Promise<void>;
  invoke(request: InvokeRequest): Promise<InvokeResult>;
}

/** The service accepted a write and failed later: the resource exists and the next update tries again. */
export class ResourceInitFailed extends Error {
  override readonly name = "ResourceInitFailed";

  constructor(
    readonly id: string,
    readonly inputs: Values,
    readonly outputs: Values,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("\n"));
  }
}
