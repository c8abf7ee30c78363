import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import { AnalyzerService, type IAnalyzerServer } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerHandshakeResponse, AnalyzerStackConfigureResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { GraphBasis } from "../../graph/types";
import type { Pack } from "../packs/pack";
import { PackAnalyzer } from "./analyzer";
import { endWithParent } from "./orphan";
import {
  analyzeResponse,
  packInfo,
  readConfiguration,
  remediateResponse,
  requestedResource,
  stackResource,
} from "./messages";
import { rulesOf } from "./rules-of-pack";

/** A stack of thousands of resources comes in one message; gRPC's own limit is 4 MB. */
const largestMessage = 400 * 1024 * 1024;

/**
 * Serves a pack to the engine until the engine lets go of it, and prints the port, which is how the engine finds it.
 *
 * Speaks the engine's analyzer protocol itself instead of through `@pulumi/policy`, which would unwrap secrets before
 * a rule sees them, turn a mandatory rule that meets an unknown into a note, and decode each resource once for every
 * rule: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
 */
export function servePack(pack: Pack): void {
  endWithParent();
  const server = new Server({
    "grpc.max_receive_message_length": largestMessage,
    "grpc.max_send_message_length": largestMessage,
  });
  server.addService(AnalyzerService, analyzerService(pack));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      process.stderr.write(`policy pack ${pack.name} cannot listen: ${error.message}\n`);
      process.exitCode = 1;
      return;
    }
    process.stdout.write(`${port}\n`);
  });
}

function analyzerService(pack: Pack): IAnalyzerServer {
  const analyzer = new PackAnalyzer(pack);
  const rules = rulesOf(pack);
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const ruleOf = (policy: string) => byName.get(policy);
  const respond = (diagnostics: ReturnType<PackAnalyzer["analyze"]>) =>
    analyzeResponse(diagnostics, pack, ruleOf);
  let basis: GraphBasis = "state";
  return {
    handshake: answer(() => new AnalyzerHandshakeResponse()),
    getPluginInfo: answer(() => {
      const info = new PluginInfo();
      info.setVersion(pack.version);
      return info;
    }),
    getAnalyzerInfo: answer(() => packInfo(pack, rules)),
    configureStack: answer((request) => {
      basis = request.getDryRun() ? "preview" : "state";
      return new AnalyzerStackConfigureResponse();
    }),
    configure: answer((request) => {
      const { levels, settings } = readConfiguration(request);
      analyzer.configure(levels, settings);
      return new Empty();
    }),
    analyze: answer((request) => respond(analyzer.analyze(requestedResource(request)))),
    analyzeStack: answer((request) =>
      respond(analyzer.analyzeStack(request.getResourcesList().map(stackResource), basis)),
    ),
    remediate: answer((request) =>
      remediateResponse(request, analyzer.remediate(requestedResource(request)), pack, ruleOf),
    ),
    cancel: answer(() => new Empty()),
  };
}

/** A call that answers at once; an error in it fails the engine's operation, with the reason. */
function answer<Request, Response>(respond: (request: Request) => Response) {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    try {
      callback(null, respond(call.request));
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
    }
  };
}
