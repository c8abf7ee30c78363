import * as proto from "@pulumi/pulumi/proto/resource_pb";
import type { ProgramProblem } from "./program-error";
import { inProcessCallbacks } from "./pulumi-runtime";
import type { RuntimeCallback } from "./pulumi-runtime";
import { defaultProvider, externalNode, isProvider, providerId, registeredNode } from "./registration";
import type { Scope } from "./registration";
import { CheckFailedError } from "./resolver";
import type { CreateResult, ExplicitProvider, Resolver } from "./resolver";
import { toMap, toStruct } from "./struct";
import { Unknown } from "./types";
import type { ResourceNode, Urn } from "./types";
import { containsUnknown, mapFromWire, plainWire, secretWire, unknownValue, withSecretsOf } from "./wire";
import type { WireMap } from "./wire";

export interface MonitorOptions extends Scope {
  /** True to leave outputs unknown. */
  readonly preview: boolean;
  readonly resolver: Resolver;
}

type Reply<T> = (error: { code: number; details: string; message: string } | null, response?: T) => void;

/** gRPC's codes. The SDK takes CANCELLED as the engine having gone, and stays quiet. */
const status = { cancelled: 1, unknown: 2 } as const;

/** More retries than any sound error hook asks for. */
const maxRetries = 100;

const features = [
  "SECRETS",
  "RESOURCE_REFERENCES",
  "ALIAS_SPECS",
  "DELETED_WITH",
  "REPLACE_WITH",
  "REPLACEMENT_TRIGGER",
  "TRANSFORMS",
  "INVOKE_TRANSFORMS",
  "PARAMETERIZATION",
  "RESOURCE_HOOKS",
  "ERROR_HOOKS",
  "STATE_MIGRATIONS",
] as const;

const noTransforms =
  "transforms are not supported when a program runs in-process: the graph would not show what they change";

/**
 * The engine's side of a program's registrations: takes the requests that the Pulumi SDK sends, asks the resolver what
 * the cloud would answer, and keeps every resource as a node of the graph.
 *
 * A refusal does not end the run: the resource's outputs are unknown from then on (as the engine does with a create that it
 * skips), so that the rest of the program is looked at too and every problem comes out at once.
 */
export class GraphMonitor {
  readonly problems: ProgramProblem[] = [];
  /** To be put into the SDK's store, so that hooks come here without a server between. */
  readonly callbackServer: object;

  private readonly nodes = new Map<Urn, ResourceNode>();
  /** Outputs as they went over the wire, for `pulumi:pulumi:getResource`. */
  private readonly wireOutputs = new Map<Urn, WireMap>();
  private readonly errorHooks = new Map<string, RuntimeCallback>();
  private readonly callbacks: ReadonlyMap<string, RuntimeCallback>;
  /** Resources that were only checked, because something that they need is not known. */
  private readonly open = new Set<Urn>();
  private closed = false;

  constructor(private readonly options: MonitorOptions) {
    ({ server: this.callbackServer, callbacks: this.callbacks } = inProcessCallbacks(this));
  }

  /** Every resource registered so far, in order of registration. */
  resources(): ResourceNode[] {
    return [...this.nodes.values()];
  }

  /** Refuses everything from now on. The SDK calls this too, when it disconnects. */
  close(): void {
    this.closed = true;
  }

  registerResource(
    request: proto.RegisterResourceRequest,
    reply: Reply<proto.RegisterResourceResponse>,
  ): void {
    this.answer(reply, () => this.register(request));
  }

  readResource(request: proto.ReadResourceRequest, reply: Reply<proto.ReadResourceResponse>): void {
    this.answer(reply, () => this.read(request));
  }

  invoke(request: proto.ResourceInvokeRequest, reply: Reply<proto.ResourceInvokeResponse>): void {
    this.answer(reply, () => this.callFunction(request));
  }

  call(request: proto.ResourceCallRequest, reply: Reply<never>): void {
    this.answer(reply, () => {
      throw new Error(`${request.getTok()}: methods of remote components need the engine`);
    });
  }

  registerResourceOutputs(request: proto.RegisterResourceOutputsRequest, reply: Reply<object>): void {
    this.answer(reply, () => {
      const node = this.nodes.get(request.getUrn());
      if (node !== undefined) {
        const outputs = toMap(request.getOutputs());
        this.nodes.set(node.urn, { ...node, outputs: mapFromWire(outputs) });
        this.wireOutputs.set(node.urn, outputs);
      }
      return {};
    });
  }

  registerErrorHook(request: proto.RegisterErrorHookRequest, reply: Reply<object>): void {
    this.answer(reply, () => {
      const callback = this.callbacks.get(request.getCallback()?.getToken() ?? "");
      if (callback !== undefined) {
        this.errorHooks.set(request.getName(), callback);
      }
      return {};
    });
  }

  /** Accepted and never called: what a hook does before or after a write, it does to a real cloud. */
  registerResourceHook(_request: unknown, reply: Reply<object>): void {
    this.answer(reply, () => ({}));
  }

  registerStackTransform(_request: unknown, reply: Reply<object>): void {
    this.answer(reply, () => {
      this.problems.push({ message: noTransforms });
      return {};
    });
  }

  registerStackInvokeTransform(request: unknown, reply: Reply<object>): void {
    this.registerStackTransform(request, reply);
  }

  registerPackage(request: proto.RegisterPackageRequest, reply: Reply<proto.RegisterPackageResponse>): void {
    this.answer(reply, () =>
      new proto.RegisterPackageResponse().setRef(`${request.getName()}@${request.getVersion()}`),
    );
  }

  getDeploymentInfo(_request: unknown, reply: Reply<proto.DeploymentInfo>): void {
    const supported = features.map(
      (name) => proto.ResourceMonitorFeature[`RESOURCE_MONITOR_FEATURE_${name}`],
    );
    reply(null, new proto.DeploymentInfo().setSupportedfeaturesList(supported));
  }

  private answer<T>(reply: Reply<T>, work: () => T | Promise<T>): void {
    const fail = (code: number, message: string) => {
      reply({ code, details: message, message });
    };
    if (this.closed) {
      fail(status.cancelled, "the run has ended");
      return;
    }
    void Promise.resolve()
      .then(work)
      .then(
        (response) => {
          reply(null, response);
        },
        (error: unknown) => {
          fail(status.unknown, messageOf(error));
        },
      );
  }

  private async register(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
    const node = registeredNode(request, this.options, this.nodes.get(request.getParent()));
    const response = new proto.RegisterResourceResponse().setUrn(node.urn);
    const flaw = this.flawOf(request, node);
    if (flaw !== undefined) {
      this.problems.push({ urn: node.urn, message: flaw });
      return response.setUnknown(true);
    }
    // Kept now, completed below: children may come while the cloud still answers.
    this.keep(node, request);
    if (!node.custom) {
      return response.setObject(toStruct({}));
    }

    const asked = toMap(request.getObject());
    const answer = isProvider(node.type)
      ? this.configured(node, asked)
      : await this.resolve(node, asked, request.getHooks()?.getOnErrorList() ?? []);
    if (answer === undefined) {
      return response.setUnknown(true);
    }
    const inputs = withSecretsOf(asked, answer.inputs);
    const outputs = withSecretNames(withSecretsOf(asked, answer.outputs), request);
    this.nodes.set(node.urn, {
      ...node,
      id: answer.id ?? new Unknown("not known before the resource exists"),
      inputs: mapFromWire(inputs),
      outputs: mapFromWire(outputs),
    });
    this.wireOutputs.set(node.urn, outputs);
    return (
      response
        .setId(answer.id ?? "")
        // Without this mark the SDK takes an output that is not there for one that is known to be undefined.
        .setUnknown(answer.id === undefined)
        .setObject(toStruct(outputs))
    );
  }

  private flawOf(request: proto.RegisterResourceRequest, node: ResourceNode): string | undefined {
    if (this.nodes.has(node.urn)) {
      return `the program registers this resource twice; give each ${node.type} of one parent a name of its own`;
    }
    if (request.getRemote()) {
      return "a component of another language needs the engine; it cannot run in-process";
    }
    return request.getTransformsList().length > 0 ? noTransforms : undefined;
  }

  private keep(node: ResourceNode, request: proto.RegisterResourceRequest | proto.ReadResourceRequest): void {
    const provider = node.custom ? defaultProvider(request, this.options) : undefined;
    if (provider !== undefined && !this.nodes.has(provider.urn)) {
      this.nodes.set(provider.urn, provider);
    }
    this.nodes.set(node.urn, node);
  }

  /** A provider is configured, not created: its outputs are its inputs. */
  private configured(node: ResourceNode, inputs: WireMap): CreateResult {
    return { id: this.options.preview ? undefined : providerId(node.urn), inputs, outputs: inputs };
  }

  /** The cloud's answer to a custom resource; undefined when it refuses, which `problems` then tells. */
  private async resolve(
    node: ResourceNode,
    asked: WireMap,
    onError: readonly string[],
  ): Promise<CreateResult | undefined> {
    const { urn, type, name } = node;
    const inputs = plainWire(asked);
    // In a resolved run an unknown comes of a refused resource before, or of a stack that nobody knows: what hangs on it, and
    // what waits for it, can only be checked.
    const open = containsUnknown(inputs) || node.dependencies.some((dependency) => this.open.has(dependency));
    if (open) this.open.add(urn);
    const preview = this.options.preview || open;
    const errors: string[] = [];
    for (;;) {
      try {
        const provider = this.explicitProvider(node.provider);
        return await this.options.resolver.create({ urn, type, name, inputs, preview, provider });
      } catch (error) {
        errors.unshift(messageOf(error));
        if (preview || !(await this.wantsRetry(node, asked, onError, errors))) {
          this.problems.push(...refusals(urn, error));
          return undefined;
        }
      }
    }
  }

  /** Asks the resource's error hooks, as the engine does: one that says yes is enough. */
  private async wantsRetry(
    node: ResourceNode,
    inputs: WireMap,
    hooks: readonly string[],
    errors: readonly string[],
  ): Promise<boolean> {
    if (errors.length > maxRetries) {
      return false;
    }
    const request = new proto.ErrorHookRequest()
      .setUrn(node.urn)
      .setName(node.name)
      .setType(node.type)
      .setNewInputs(toStruct(inputs))
      .setFailedOperation("create")
      .setErrorsList([...errors])
      .serializeBinary();
    for (const name of hooks) {
      const answer = await this.errorHooks.get(name)?.(request);
      const response = proto.ErrorHookResponse.deserializeBinary(
        answer?.serializeBinary() ?? new Uint8Array(),
      );
      if (response.getError() !== "") {
        throw new Error(`the error hook ${name} failed: ${response.getError()}`);
      }
      if (response.getRetry()) {
        return true;
      }
    }
    return false;
  }

  private async read(request: proto.ReadResourceRequest): Promise<proto.ReadResourceResponse> {
    const [type, name, id] = [request.getType(), request.getName(), request.getId()];
    const { urn } = externalNode(request, this.options, {});
    const { resolver } = this.options;
    if (resolver.read === undefined) {
      throw new Error(`no cloud is attached that could look up ${id}`);
    }
    const provider = this.explicitProvider(request.getProvider());
    const { outputs } = containsUnknown(id)
      ? { outputs: {} }
      : await resolver.read({ urn, type, name, id, provider });
    this.keep(externalNode(request, this.options, mapFromWire(outputs)), request);
    this.wireOutputs.set(urn, outputs);
    return (
      new proto.ReadResourceResponse()
        .setUrn(urn)
        .setProperties(toStruct(outputs))
        // Without this mark the SDK takes the unknown for a value.
        .setUnknown(containsUnknown(outputs))
    );
  }

  private async callFunction(request: proto.ResourceInvokeRequest): Promise<proto.ResourceInvokeResponse> {
    const token = request.getTok();
    const args = toMap(request.getArgs());
    try {
      const result =
        token === "pulumi:pulumi:getResource"
          ? this.registered(args["urn"])
          : await this.options.resolver.invoke({
              token,
              args: plainWire(args),
              provider: this.explicitProvider(request.getProvider()),
            });
      return new proto.ResourceInvokeResponse().setReturn(toStruct(result));
    } catch (error) {
      throw new Error(`${token}: ${messageOf(error)}`, { cause: error });
    }
  }

  /** The provider behind a reference, `urn::id`, when the program registered it itself. */
  private explicitProvider(reference: string | undefined): ExplicitProvider | undefined {
    const urn = reference?.split("::").slice(0, 4).join("::") ?? "";
    const settings = this.wireOutputs.get(urn);
    return settings && { urn, settings: plainWire(settings) };
  }

  private registered(urn: unknown): WireMap {
    const node = typeof urn === "string" ? this.nodes.get(urn) : undefined;
    if (node === undefined) {
      throw new Error(`no resource ${String(urn)} is registered`);
    }
    const id = node.id instanceof Unknown ? unknownValue : (node.id ?? "");
    return { urn: node.urn, id, state: this.wireOutputs.get(node.urn) ?? {} };
  }
}

/** `outputs` with those marked secret that the SDK or the program declares so by name. */
function withSecretNames(outputs: WireMap, request: proto.RegisterResourceRequest): WireMap {
  const names = request.getAdditionalsecretoutputsList().filter((name) => outputs[name] !== undefined);
  return { ...outputs, ...Object.fromEntries(names.map((name) => [name, secretWire(outputs[name])])) };
}

function refusals(urn: Urn, error: unknown): ProgramProblem[] {
  return error instanceof CheckFailedError
    ? error.failures.map(({ property, reason }) => ({
        urn,
        message: property ? `${property}: ${reason}` : reason,
      }))
    : [{ urn, message: messageOf(error) }];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
