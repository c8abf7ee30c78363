import {
  type ServiceError,
  type UntypedHandleCall,
  Metadata,
  Server,
  ServerCredentials,
  status,
} from "@grpc/grpc-js";
import type { handleUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb";
import { type AutoNaming, type DiffKind, type ProviderCore, ResourceInitFailed, type Values } from "./core";
import { Any, Empty, Struct } from "./protobuf";
import { decode } from "./wire";

export interface ServedProvider {
  readonly port: number;
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** Version of the SDK that the provider speaks for. */
  readonly version: string;
  /** As the provider calls itself. */
  readonly name: string;
}

/**
 * Serves a provider to Pulumi's engine on a free port of the loopback address. The engine attaches to it once for each
 * configuration of the provider that a program has, and tells them apart by nothing but the connection: `coreOf` is called
 * for each connection.
 */
export async function serveProvider(
  coreOf: () => ProviderCore,
  options: ServeOptions,
): Promise<ServedProvider> {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, handlers(perConnection(coreOf), options));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => {
          server.forceShutdown();
        }, 1_000);
        server.tryShutdown(() => {
          clearTimeout(force);
          resolve();
        });
      }),
  };
}

/** The core of each connection; of those that are not configured, the one that was configured last. */
function perConnection(coreOf: () => ProviderCore): CoreOf {
  const cores = new Map<string, ProviderCore>();
  let last: ProviderCore | undefined;
  return (peer, configuring) => {
    const known = cores.get(peer);
    if (known) return known;
    if (!configuring) return (last ??= coreOf());
    last = coreOf();
    cores.set(peer, last);
    return last;
  };
}

type CoreOf = (peer: string, configuring?: boolean) => ProviderCore;

function handlers(coreOf: CoreOf, { version, name }: ServeOptions): Record<string, UntypedHandleCall> {
  return {
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),
    getSchema: unary(() => {
      const response = new proto.GetSchemaResponse();
      response.setSchema("{}");
      return response;
    }),
    checkConfig: unary((request: proto.CheckRequest) => {
      const response = new proto.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: unary(() => new proto.DiffResponse()),
    configure: unary((request: proto.ConfigureRequest, peer) => {
      if (!request.getSendsOldInputs() || !request.getSendsOldInputsToDelete()) {
        throw new Error(`${name} provider requires Pulumi CLI v3.74.0 or later`);
      }
      coreOf(peer, true).configure(configuration(request));
      const response = new proto.ConfigureResponse();
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    check: unary((request: proto.CheckRequest, peer) => {
      const result = coreOf(peer).check({
        urn: request.getUrn(),
        type: typeOf(request),
        olds: decode(request.getOlds()),
        news: decode(request.getNews()),
        randomSeed: request.getRandomseed_asU8(),
        autonaming: autoNaming(request),
      });
      const response = new proto.CheckResponse();
      response.setInputs(struct(result.inputs));
      response.setFailuresList(
        result.failures.map(({ property, reason }) => {
          const failure = new proto.CheckFailure();
          failure.setProperty(property ?? "");
          failure.setReason(reason);
          return failure;
        }),
      );
      return response;
    }),
    diff: unary((request: proto.DiffRequest, peer) => {
      const result = coreOf(peer).diff({
        urn: request.getUrn(),
        type: typeOf(request),
        id: request.getId(),
        oldInputs: decode(request.getOldInputs()),
        news: decode(request.getNews()),
      });
      const response = new proto.DiffResponse();
      const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
      response.setChanges(result.changes ? DIFF_SOME : DIFF_NONE);
      response.setReplacesList([...result.replaces]);
      response.setDeletebeforereplace(result.deleteBeforeReplace);
      response.setDiffsList([
        ...new Set(Object.keys(result.detailedDiff).map((path) => path.replace(/[.[].*$/, ""))),
      ]);
      response.setHasdetaileddiff(true);
      for (const [path, kind] of Object.entries(result.detailedDiff)) {
        const difference = new proto.PropertyDiff();
        difference.setKind(kinds[kind]);
        difference.setInputdiff(true);
        response.getDetaileddiffMap().set(path, difference);
      }
      return response;
    }),
    create: unary(async (request: proto.CreateRequest, peer) => {
      const result = await coreOf(peer).create({
        urn: request.getUrn(),
        type: typeOf(request),
        inputs: decode(request.getProperties()),
        preview: request.getPreview(),
      });
      const response = new proto.CreateResponse();
      response.setId(result.id);
      response.setProperties(struct(result.outputs));
      return response;
    }),
    read: unary(async (request: proto.ReadRequest, peer) => {
      const result = await coreOf(peer).read({
        urn: request.getUrn(),
        type: typeOf(request),
        id: request.getId(),
        inputs: decode(request.getInputs()),
        outputs: decode(request.getProperties()),
      });
      const response = new proto.ReadResponse();
      response.setId(result.id);
      if (result.id !== "") {
        response.setInputs(struct(result.inputs));
        response.setProperties(struct(result.outputs));
      }
      return response;
    }),
    update: unary(async (request: proto.UpdateRequest, peer) => {
      const result = await coreOf(peer).update({
        urn: request.getUrn(),
        type: typeOf(request),
        id: request.getId(),
        inputs: decode(request.getNews()),
        oldInputs: decode(request.getOldInputs()),
        oldOutputs: decode(request.getOlds()),
        preview: request.getPreview(),
      });
      const response = new proto.UpdateResponse();
      response.setProperties(struct(result.outputs));
      return response;
    }),
    delete: unary(async (request: proto.DeleteRequest, peer) => {
      await coreOf(peer).delete({
        urn: request.getUrn(),
        type: typeOf(request),
        id: request.getId(),
        oldInputs: decode(request.getOldInputs()),
      });
      return new Empty();
    }),
    invoke: unary(async (request: proto.InvokeRequest, peer) => {
      const { result, failures } = await coreOf(peer).invoke({
        token: request.getTok(),
        args: decode(request.getArgs()),
      });
      const response = new proto.InvokeResponse();
      response.setReturn(struct(result));
      response.setFailuresList(
        failures.map(({ property, reason }) => {
          const failure = new proto.CheckFailure();
          failure.setProperty(property ?? "");
          failure.setReason(reason);
          return failure;
        }),
      );
      return response;
    }),
  };
}

const kinds: Record<DiffKind, proto.PropertyDiff.Kind> = {
  add: proto.PropertyDiff.Kind.ADD,
  addReplace: proto.PropertyDiff.Kind.ADD_REPLACE,
  delete: proto.PropertyDiff.Kind.DELETE,
  deleteReplace: proto.PropertyDiff.Kind.DELETE_REPLACE,
  update: proto.PropertyDiff.Kind.UPDATE,
  updateReplace: proto.PropertyDiff.Kind.UPDATE_REPLACE,
};

/** Answers a request with a result or an error; nothing that a request holds can end the process. */
function unary<Request, Response>(
  handle: (request: Request, peer: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback: sendUnaryData<Response>) => {
    Promise.resolve()
      .then(() => handle(call.request, call.getPeer()))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(asServiceError(error));
        },
      );
  };
}

function asServiceError(error: unknown): Partial<ServiceError> {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ResourceInitFailed)) return { code: status.UNKNOWN, message, details: message };
  const detail = new proto.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(struct(error.outputs));
  detail.setInputs(struct(error.inputs));
  detail.setReasonsList([...error.reasons]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const rich = new Status();
  rich.setCode(status.UNKNOWN);
  rich.setMessage(message);
  rich.addDetails(any);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(rich.serializeBinary()));
  return { code: status.UNKNOWN, message, details: message, metadata };
}

/** Older engines name the type in the URN alone: `urn:pulumi:stack::project::parent$type::name`. */
function typeOf(request: { getType(): string; getUrn(): string }): string {
  return request.getType() || (request.getUrn().split("::")[2] ?? "").replace(/^.*\$/, "");
}

function configuration(request: proto.ConfigureRequest): Record<string, string> {
  const variables = request.getVariablesMap().toArray();
  const named = variables.map(([key, value]) => [key.replace(/^.*:/, ""), value]);
  return Object.fromEntries(named) as Record<string, string>;
}

function autoNaming(request: proto.CheckRequest): AutoNaming | undefined {
  const options = request.getAutonaming();
  if (!options) return undefined;
  const { DISABLE, ENFORCE } = proto.CheckRequest.AutonamingOptions.Mode;
  const mode =
    options.getMode() === DISABLE ? "disable" : options.getMode() === ENFORCE ? "enforce" : "propose";
  return { proposedName: options.getProposedName(), mode };
}

function struct(values: Values): StructMessage {
  return Struct.fromJavaScript(values as never);
}
