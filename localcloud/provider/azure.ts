import type { Arm } from "../arm/arm";
import { CloudError, OperationFailed } from "../arm/error";
import { previewOutputs } from "../schema/preview";
import { refusedValues } from "../schema/refuse";
import type { JsonObject } from "../store/store";
import { checkInputs } from "./check";
import {
  type CheckRequest,
  type CheckResult,
  type CreateRequest,
  type CreateResult,
  type DeleteRequest,
  type DiffRequest,
  type DiffResult,
  type InvokeRequest,
  type InvokeResult,
  type ProviderCore,
  type ReadRequest,
  type ReadResult,
  ResourceInitFailed,
  type UpdateRequest,
  type Values,
} from "./core";
import { type Definition, definitionOf } from "./definition";
import { diffInputs } from "./diff";
import { invokeFunction } from "./invoke";
import { idOf, inputsOfId } from "./path";
import { mergeMaintained, refreshInputs } from "./refresh";
import { fromArm, toArm } from "./shape";

/** The azure-native provider over the local cloud. */
export class AzureProvider implements ProviderCore {
  private config: Readonly<Record<string, string>> = {};

  private readonly announced = new Set<string>();

  constructor(
    private readonly arm: Arm,
    private readonly log: (line: string) => void = () => undefined,
  ) {}

  configure(config: Readonly<Record<string, string>>): void {
    this.config = config;
  }

  /** The ID that a resource with these inputs has, or will have. */
  resourceId(type: string, inputs: Values): string {
    return idOf(definitionOf(type), inputs, this.subscriptionId);
  }

  check(request: CheckRequest): CheckResult {
    const definition = definitionOf(request.type);
    if (definition.generic && !this.announced.has(definition.token)) {
      this.announced.add(definition.token);
      this.log(
        `${definition.token} has no reviewed row in localcloud/types: it works generically, under ${definition.row.path}`,
      );
    }
    return checkInputs(definition, request, {
      location: this.config["location"],
      groupLocation: (name) => {
        const group = this.arm.get(`/subscriptions/${this.subscriptionId}/resourceGroups/${name}`);
        const location = group?.body["location"];
        return typeof location === "string" ? location : undefined;
      },
    });
  }

  diff({ type, oldInputs, news }: DiffRequest): DiffResult {
    return diffInputs(definitionOf(type), oldInputs, news);
  }

  async create({ type, inputs, preview }: CreateRequest): Promise<CreateResult> {
    const definition = definitionOf(type);
    if (preview) return { id: "", outputs: previewOutputs(type, inputs) ?? {} };
    const id = idOf(definition, inputs, this.subscriptionId);
    if (!definition.row.singleton && this.arm.get(id)) {
      throw new Error(`cannot create already existing resource '${id}'`);
    }
    return this.write(definition, id, toArm(definition, inputs), inputs);
  }

  async read({ type, id, inputs, outputs }: ReadRequest): Promise<ReadResult> {
    const definition = definitionOf(type);
    const resource = await this.retrying(() => Promise.resolve(this.arm.read(id)));
    if (!resource) return { id: "", inputs: {}, outputs: {} };
    const current = this.outputsOf(definition, resource.body);
    const known = inputs !== undefined && Object.keys(inputs).length > 0;
    return {
      id: resource.id,
      outputs: current,
      inputs: known
        ? refreshInputs(definition, inputs, outputs ?? {}, current)
        : {
            ...inputsOfId(definition, resource.id),
            ...fromArm(definition, resource.body, definition.schema.inputs),
          },
    };
  }

  async update(request: UpdateRequest): Promise<CreateResult> {
    const { id, inputs, oldOutputs, preview } = request;
    const definition = definitionOf(request.type);
    if (preview) {
      const stable = Object.fromEntries(
        ["name", "location"].filter((name) => name in oldOutputs).map((name) => [name, oldOutputs[name]]),
      );
      return { id, outputs: { ...previewOutputs(request.type, inputs), ...stable } };
    }
    const existing = this.arm.read(id);
    const kept = existing
      ? mergeMaintained(definition, inputs, fromArm(definition, existing.body, definition.schema.inputs))
      : inputs;
    return this.write(definition, id, toArm(definition, kept), inputs);
  }

  async delete({ type, id }: DeleteRequest): Promise<void> {
    const { row, schema } = definitionOf(type);
    await this.retrying(async () => {
      if (row.singleton) await this.arm.put(id, row.singleton, schema.apiVersion ?? "");
      else await this.arm.delete(id);
    });
  }

  invoke(request: InvokeRequest): Promise<InvokeResult> {
    return this.retrying(() => Promise.resolve(invokeFunction(request, this.arm, this.subscriptionId)));
  }

  private get subscriptionId(): string {
    return this.config["subscriptionId"] ?? this.arm.subscriptionId;
  }

  private async write(
    definition: Definition,
    id: string,
    body: JsonObject,
    inputs: Values,
  ): Promise<CreateResult> {
    const refused = refusedValues(definition.token, inputs).find(({ open }) => !open);
    if (refused) throw new CloudError(refused.error.status, refused.error.code, refused.error.message);
    try {
      const resource = await this.retrying(() => this.arm.put(id, body, definition.schema.apiVersion ?? ""));
      return { id: resource.id, outputs: this.outputsOf(definition, resource.body) };
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw error;
      const failed = this.arm.read(error.resourceId);
      if (!failed) throw error;
      throw new ResourceInitFailed(failed.id, inputs, this.outputsOf(definition, failed.body), [
        error.message,
      ]);
    }
  }

  private outputsOf(definition: Definition, body: JsonObject): Values {
    const { apiVersion, outputs } = definition.schema;
    return {
      ...fromArm(definition, body, outputs),
      ...(apiVersion !== undefined && { azureApiVersion: apiVersion }),
    };
  }

  /** Repeats a request that was refused for the moment, after the waits of the real provider. */
  private async retrying<T>(request: () => Promise<T>): Promise<T> {
    for (const seconds of [20, 60, 120]) {
      try {
        return await request();
      } catch (error) {
        if (!(error instanceof CloudError) || error instanceof OperationFailed || !passes(error)) throw error;
        // What the service asks for is obeyed, up to the longest wait that the client allows itself
        // (azure-sdk-for-go, sdk/azcore/runtime/policy_retry.go).
        const wait = error.retryAfter ?? seconds;
        if (wait > longestWait) throw error;
        await this.arm.sleep(wait);
      }
    }
    return request();
  }
}

/** Seconds. */
const longestWait = 120;

/** Which refusals the real provider retries: of the 409s, `AnotherOperationInProgress` alone. */
function passes({ status, code }: CloudError): boolean {
  return (
    [408, 429, 500, 502, 503, 504].includes(status) ||
    (status === 409 && code === "AnotherOperationInProgress")
  );
}
