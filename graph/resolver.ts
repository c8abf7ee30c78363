import type { Urn } from "./types";
import type { WireMap } from "./wire";

/**
 * What answers for the cloud while a program runs in-process: says what a resource will look like once it exists.
 * Values are plain: secrets come bare and are marked again in the graph; an unknown is Pulumi's sentinel string
 * (`pulumi.runtime.unknownValue`). Whatever a method throws becomes the refusal of that resource, with the error's message.
 */
export interface Resolver {
  create(request: CreateRequest): Promise<CreateResult>;
  /** Looks up a resource that the program does not create (`Resource.get`). Without it such a program is refused. */
  read?(request: ReadRequest): Promise<CreateResult>;
  /** Calls a provider function, e.g. `azure-native:keyvault:getVault`. */
  invoke(request: InvokeRequest): Promise<WireMap>;
  close?(): Promise<void>;
}

/** A provider that a program configures itself. */
export interface ExplicitProvider {
  readonly urn: Urn;
  /** Its configuration, as the SDK passes it: texts, of lists and objects their JSON. */
  readonly settings: WireMap;
}

export interface CreateRequest {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly inputs: WireMap;
  /** True when outputs must stay unknown: nothing is created, only checked. */
  readonly preview: boolean;
  /** Absent where the default provider of the package answers. */
  readonly provider?: ExplicitProvider | undefined;
}

export interface ReadRequest {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly provider?: ExplicitProvider | undefined;
}

export interface InvokeRequest {
  readonly token: string;
  readonly args: WireMap;
  readonly provider?: ExplicitProvider | undefined;
}

export interface CreateResult {
  /** The provider's ID; undefined when it is not known (a preview). */
  readonly id: string | undefined;
  /** The inputs after the provider's check: names and defaults filled in. */
  readonly inputs: WireMap;
  readonly outputs: WireMap;
}

/** One complaint of a provider's check about one property. */
export interface CheckFailure {
  readonly property?: string;
  readonly reason: string;
}

/** A resource whose inputs the provider refuses, with every complaint. */
export class CheckFailedError extends Error {
  constructor(readonly failures: readonly CheckFailure[]) {
    super(failures.map(({ property, reason }) => (property ? `${property}: ${reason}` : reason)).join("; "));
    this.name = "CheckFailedError";
  }
}

/**
 * Answers with the inputs themselves and an ID made of the resource's type and name: enough for a graph's structure
 * when no cloud is at hand, and for tests.
 */
export const echoResolver: Resolver = {
  create: ({ type, name, inputs, preview }) =>
    Promise.resolve({ id: preview ? undefined : `${type}/${name}`, inputs, outputs: inputs }),
  read: ({ id }) => Promise.resolve({ id, inputs: {}, outputs: {} }),
  invoke: ({ token }) =>
    Promise.reject(new Error(`no cloud is attached that could answer the function ${token}`)),
};
