import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { relative, sep } from "node:path";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition as WirePosition } from "@pulumi/pulumi/proto/source_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ProgramProblem } from "./program-error";
import { CheckFailedError } from "./resolver";
import type { CreateResult, Resolver } from "./resolver";
import { inProcessCallbacks } from "./pulumi-runtime";
import type { RuntimeCallback } from "./pulumi-runtime";
import { Unknown } from "./types";
import type { PropertyMap, ResourceNode, SourcePosition, Urn } from "./types";
import { makeUrn } from "./urn";
import { containsUnknown, mapFromWire, plainWire, secretWire, unknownValue, withSecretsOf } from "./wire";
import type { WireMap } from "./wire";

/** What a monitor needs to know of the run that it serves. */
export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  readonly resolver: Resolver;
  /** Absolute path of the project: source positions outside it are left out, as the engine does. */
  readonly root: string;
}

type Reply<T> = (error: { code: number; details: string; message: string } | null, response?: T) => void;

/** gRPC's CANCELLED: the SDK takes it as the engine having gone, and stays quiet. */
const cancelled = 1;
const unknownStatus = 2;

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

/**
 * The engine's side of a program's registrations: takes the requests that the Pulumi SDK sends, asks the resolver what
 * the cloud would answer, and keeps every resource as a node of the graph.
 *
 * A refusal does not end the run: the resource's outputs are unknown from then on (what the engine does with a skipped
 * create), so that the rest of the program is looked at too and every problem comes out at once.
 */
export class GraphMonitor {
  readonly problems: ProgramProblem[] = [];
  /** To be put into the SDK's store, so that transforms and hooks come here without a server between. */
  readonly callbackServer: object;

  private readonly nodes = new Map<Urn, ResourceNode>();
  /** Outputs as they went over the wire, for `pulumi:pulumi:getResource`. */
  private readonly wireOutputs = new Map<Urn, WireMap>();
  private readonly errorHooks = new Map<string, RuntimeCallback>();
  private readonly callbacks: ReadonlyMap<string, RuntimeCallback>;
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
    this.answer(reply, () => this.call(request));
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
      this.problems.push({
        message:
          "transforms of a whole stack are not supported when a program runs in-process; pass `transforms` to a resource or component instead",
      });
      return {};
    });
  }

  registerStackInvokeTransform(_request: unknown, reply: Reply<object>): void {
    this.registerStackTransform(_request, reply);
  }

  registerPackage(request: proto.RegisterPackageRequest, reply: Reply<proto.RegisterPackageResponse>): void {
    this.answer(reply, () =>
      new proto.RegisterPackageResponse().setRef(uuidOf(`${request.getName()}@${request.getVersion()}`)),
    );
  }

  getDeploymentInfo(_request: unknown, reply: Reply<proto.DeploymentInfo>): void {
    const supported = features.map(
      (name) => proto.ResourceMonitorFeature[`RESOURCE_MONITOR_FEATURE_${name}`],
    );
    reply(null, new proto.DeploymentInfo().setSupportedfeaturesList(supported));
  }

  private answer<T>(reply: Reply<T>, work: () => T | Promise<T>): void {
    if (this.closed) {
      const message = "the run has ended";
      reply({ code: cancelled, details: message, message });
      return;
    }
    void Promise.resolve()
      .then(work)
      .then(
        (response) => {
          reply(null, response);
        },
        (error: unknown) => {
          reply({ code: unknownStatus, details: messageOf(error), message: messageOf(error) });
        },
      );
  }

  private async register(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
    const node = this.nodeOf(request);
    const wireInputs = toMap(request.getObject());
    const response = new proto.RegisterResourceResponse().setUrn(node.urn);

    if (this.nodes.has(node.urn)) {
      this.problems.push({
        urn: node.urn,
        message: `the program registers this resource twice; give each ${node.type} of one parent a name of its own`,
      });
      return response.setUnknown(true);
    }
    if (request.getRemote()) {
      this.problems.push({
        urn: node.urn,
        message: "a component of another language needs the engine; it cannot run in-process",
      });
      return response.setUnknown(true);
    }
    // Kept now, completed below: children may come while the cloud still answers.
    this.nodes.set(node.urn, node);
    if (!node.custom) {
      return response.setObject(toStruct({}));
    }

    const resolved = isProvider(node.type)
      ? providerResult(node, wireInputs, this.options.preview)
      : await this.resolve(node, wireInputs, request.getHooks()?.getOnErrorList() ?? []);
    if (resolved === undefined) {
      return response.setUnknown(true);
    }
    const inputs = asMap(withSecretsOf(wireInputs, resolved.inputs));
    const outputs = asMap(withSecretsOf(wireInputs, resolved.outputs));
    for (const name of request.getAdditionalsecretoutputsList()) {
      if (outputs[name] !== undefined) {
        outputs[name] = secretWire(outputs[name]);
      }
    }
    this.nodes.set(node.urn, {
      ...node,
      id: resolved.id ?? new Unknown("not known before the resource exists"),
      inputs: mapFromWire(inputs),
      outputs: mapFromWire(outputs),
    });
    this.wireOutputs.set(node.urn, outputs);
    // Without this mark the SDK takes an output that is not there for one that is known to be undefined.
    const unknown = resolved.id === undefined;
    return response
      .setId(resolved.id ?? "")
      .setUnknown(unknown)
      .setObject(toStruct(outputs));
  }

  /** The cloud's answer to a custom resource; undefined when it refuses (kept in `problems`) or must not be asked. */
  private async resolve(
    node: ResourceNode,
    wireInputs: WireMap,
    onError: readonly string[],
  ): Promise<CreateResult | undefined> {
    const inputs = asMap(plainWire(wireInputs));
    // In a resolved run an unknown comes of a refused resource before: its dependents can only be checked.
    const preview = this.options.preview || containsUnknown(inputs);
    const errors: string[] = [];
    for (;;) {
      try {
        const { urn, type, name } = node;
        return await this.options.resolver.create({ urn, type, name, inputs, preview });
      } catch (error) {
        errors.unshift(messageOf(error));
        if (preview || !(await this.wantsRetry(node, wireInputs, onError, errors))) {
          this.refuse(node.urn, error);
          return undefined;
        }
      }
    }
  }

  private refuse(urn: Urn, error: unknown): void {
    if (error instanceof CheckFailedError) {
      this.problems.push(
        ...error.failures.map(({ property, reason }) => ({
          urn,
          message: property ? `${property}: ${reason}` : reason,
        })),
      );
    } else {
      this.problems.push({ urn, message: messageOf(error) });
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
    const urn = makeUrn({ type, name, parent: request.getParent() || undefined }, this.options);
    const resolver = this.options.resolver;
    if (resolver.read === undefined) {
      throw new Error(`${urn}: no cloud is attached that could look up ${id}`);
    }
    const known = !containsUnknown(id);
    const { outputs } = known ? await resolver.read({ urn, type, name, id }) : { outputs: {} };
    const sourcePosition = this.positionOf(request.getSourceposition());
    this.nodes.set(urn, {
      urn,
      type,
      name,
      custom: true,
      external: true,
      id: known ? id : new Unknown("the ID to look up is not known before its resource exists"),
      ...(request.getParent() !== "" && { parent: request.getParent() }),
      dependencies: sorted(request.getDependenciesList()),
      propertyDependencies: {},
      inputs: {},
      outputs: mapFromWire(outputs),
      protect: false,
      retainOnDelete: false,
      ...this.providerOf(type, request.getProvider(), request.getVersion()),
      ...(sourcePosition && { sourcePosition }),
    });
    this.wireOutputs.set(urn, outputs);
    return new proto.ReadResourceResponse().setUrn(urn).setProperties(toStruct(outputs));
  }

  private async call(request: proto.ResourceInvokeRequest): Promise<proto.ResourceInvokeResponse> {
    const token = request.getTok();
    const args = toMap(request.getArgs());
    try {
      const result =
        token === "pulumi:pulumi:getResource"
          ? this.registered(args["urn"])
          : await this.options.resolver.invoke({ token, args: asMap(plainWire(args)) });
      return new proto.ResourceInvokeResponse().setReturn(toStruct(result));
    } catch (error) {
      throw new Error(`${token}: ${messageOf(error)}`, { cause: error });
    }
  }

  private registered(urn: unknown): WireMap {
    const node = typeof urn === "string" ? this.nodes.get(urn) : undefined;
    if (node === undefined) {
      throw new Error(`no resource ${String(urn)} is registered`);
    }
    const id = node.id instanceof Unknown ? unknownValue : node.id;
    return { urn: node.urn, id: id ?? "", state: this.wireOutputs.get(node.urn) ?? {} };
  }

  /** The node of a request, before the cloud has answered. */
  private nodeOf(request: proto.RegisterResourceRequest): ResourceNode {
    const [type, name] = [request.getType(), request.getName()];
    const parent = request.getParent() || undefined;
    const inherited = parent === undefined ? undefined : this.nodes.get(parent);
    const inputs: PropertyMap = mapFromWire(toMap(request.getObject()));
    const sourcePosition = this.sourceOf(request);
    return {
      urn: makeUrn({ type, name, parent }, this.options),
      type,
      name,
      custom: request.getCustom(),
      ...(parent !== undefined && { parent }),
      dependencies: sorted(request.getDependenciesList()),
      propertyDependencies: propertyDependenciesOf(request),
      inputs,
      outputs: request.getCustom() ? inputs : {},
      // The engine gives both to children that do not say otherwise.
      protect: request.hasProtect() ? request.getProtect() === true : (inherited?.protect ?? false),
      retainOnDelete: request.hasRetainondelete()
        ? request.getRetainondelete() === true
        : (inherited?.retainOnDelete ?? false),
      ...(request.getCustom() && this.providerOf(type, request.getProvider(), request.getVersion())),
      ...(sourcePosition && { sourcePosition }),
    };
  }

  /** The provider of a resource: the one it names, else the default one of its package, made when first needed. */
  private providerOf(type: string, reference: string, version: string): { provider?: string } {
    const [pkg = "", , resource] = type.split(":");
    if (reference !== "") {
      return { provider: reference };
    }
    if (isProvider(type) || pkg === "pulumi" || resource === undefined) {
      return {};
    }
    const name = version === "" ? "default" : `default_${version.replace(/[.+-]/g, "_")}`;
    const provider = { type: `pulumi:providers:${pkg}`, name };
    const urn = makeUrn(provider, this.options);
    const id = uuidOf(urn);
    if (!this.nodes.has(urn)) {
      const inputs: PropertyMap = version === "" ? {} : { version };
      this.nodes.set(urn, {
        urn,
        ...provider,
        custom: true,
        id,
        dependencies: [],
        propertyDependencies: {},
        inputs,
        outputs: inputs,
        protect: false,
        retainOnDelete: false,
      });
    }
    return { provider: `${urn}::${id}` };
  }

  /** The innermost line of the project's own code that led to the registration. */
  private sourceOf(request: proto.RegisterResourceRequest): SourcePosition | undefined {
    const frames = request.getStacktrace()?.getFramesList() ?? [];
    return [request.getSourceposition(), ...frames.map((frame) => frame.getPc())]
      .map((position) => this.positionOf(position))
      .find((position) => position !== undefined);
  }

  private positionOf(position: WirePosition | undefined): SourcePosition | undefined {
    if (!position?.getUri().startsWith("file:")) {
      return undefined;
    }
    const path = relative(this.options.root, fileURLToPath(position.getUri())).split(sep);
    return path[0] === ".." || path.includes("node_modules")
      ? undefined
      : { file: path.join("/"), line: position.getLine(), column: position.getColumn() };
  }
}

function isProvider(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

/** A provider is configured, not created: its outputs are its inputs, its ID means nothing outside the run. */
function providerResult(node: ResourceNode, inputs: WireMap, preview: boolean): CreateResult {
  return { id: preview ? undefined : uuidOf(node.urn), inputs, outputs: inputs };
}

function propertyDependenciesOf(
  request: proto.RegisterResourceRequest,
): Readonly<Record<string, readonly Urn[]>> {
  const result: Record<string, readonly Urn[]> = {};
  for (const [property, dependencies] of request.getPropertydependenciesMap().entries()) {
    const urns = dependencies.getUrnsList();
    if (urns.length > 0) {
      result[property] = sorted(urns);
    }
  }
  return result;
}

function sorted(urns: readonly Urn[]): readonly Urn[] {
  return [...new Set(urns)].sort();
}

function toMap(struct: Struct | undefined): WireMap {
  return struct?.toJavaScript() ?? {};
}

function toStruct(map: WireMap): Struct {
  return Struct.fromJavaScript(defined(map) as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** `value` without properties that are undefined, which protobuf's Struct does not take. */
function defined(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => (item === undefined ? null : defined(item)));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]) => [key, defined(item)]),
      )
    : value;
}

function asMap(value: unknown): WireMap {
  return value as WireMap;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A UUID that is always the same for the same text: an in-process run must give the same graph every time. */
function uuidOf(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex");
  return [8, 4, 4, 4, 12]
    .map((length, index, lengths) => {
      const start = lengths.slice(0, index).reduce((sum, part) => sum + part, 0);
      return hash.slice(start, start + length);
    })
    .join("-");
}
