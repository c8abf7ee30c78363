import * as Runtime from "@aws-sdk/client-bedrock-runtime";
import * as Bedrock from "@aws-sdk/client-bedrock";
import * as Control from "@aws-sdk/client-cloudcontrol";
import * as Logs from "@aws-sdk/client-cloudwatch-logs";
import * as Sts from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { Agent } from "node:https";
import { messageOf } from "../../failure";
import { Unreachable } from "../check";
import type { AwsCloud } from "./cloud";

/** Where AWS is, and as whom settings are read. */
export interface AwsClientOptions {
  readonly region: string;
  /** @default AWS itself */
  readonly endpoint?: string;
  /** PEM of the certificate to trust. */
  readonly ca?: string;
  /** @default whoever is logged in on this machine */
  readonly credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
}

// Which versions of Node the clients of next year need is for whoever updates them to read, not for whoever verifies.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** A model may think for a while; whoever verifies waits no longer than this, in milliseconds. */
const patience = 45_000;
const mostTokens = 64;
const harmless = "Answer with the word ready.";

type Clients = Pick<AwsCloud, "resource" | "invocationLogging" | "lastArrival" | "assume" | "call">;

/** What checks ask of AWS, by its own clients. */
export function awsClients(options: AwsClientOptions): Clients {
  const { region, endpoint, ca, credentials } = options;
  const shared = {
    region,
    maxAttempts: 1,
    ...(endpoint !== undefined && { endpoint }),
    // The runtime of Bedrock would speak HTTP/2, which not every proxy does.
    requestHandler: new NodeHttpHandler({
      requestTimeout: patience,
      ...(ca !== undefined && { httpsAgent: new Agent({ ca }) }),
    }),
  };
  const reader = { ...shared, ...(credentials && { credentials }) };
  const control = new Control.CloudControlClient(reader);
  const bedrock = new Bedrock.BedrockClient(reader);
  const logs = new Logs.CloudWatchLogsClient(reader);
  // A request for a session carries a token instead of a signature.
  const sts = new Sts.STSClient({ ...shared, credentials: { accessKeyId: "none", secretAccessKey: "none" } });
  return {
    resource: async (type, identifier) => {
      try {
        const { ResourceDescription: found } = await control.send(
          new Control.GetResourceCommand({ TypeName: type, Identifier: identifier }),
        );
        return JSON.parse(found?.Properties ?? "{}") as Record<string, unknown>;
      } catch (error) {
        if (isNamed(error, "ResourceNotFoundException")) return undefined;
        throw unreachable(error);
      }
    },
    invocationLogging: async () => {
      const { loggingConfig } = await bedrock
        .send(new Bedrock.GetModelInvocationLoggingConfigurationCommand({}))
        .catch(rethrow);
      return (
        loggingConfig && {
          logGroup: loggingConfig.cloudWatchConfig?.logGroupName,
          bucket: loggingConfig.s3Config?.bucketName,
          texts: loggingConfig.textDataDeliveryEnabled ?? false,
        }
      );
    },
    lastArrival: async (logGroup) => {
      const { logStreams = [] } = await logs
        .send(
          // The streams' times alone: what people wrote is not read.
          new Logs.DescribeLogStreamsCommand({
            logGroupName: logGroup,
            orderBy: "LastEventTime",
            descending: true,
            limit: 1,
          }),
        )
        .catch(rethrow);
      return logStreams[0]?.lastIngestionTime ?? logStreams[0]?.lastEventTimestamp;
    },
    assume: async (roleArn, token) => {
      try {
        const { Credentials: given } = await sts.send(
          new Sts.AssumeRoleWithWebIdentityCommand({
            RoleArn: roleArn,
            RoleSessionName: "cornerstone-verify",
            WebIdentityToken: token,
          }),
        );
        return {
          role: roleArn,
          accessKeyId: given?.AccessKeyId ?? "",
          secretAccessKey: given?.SecretAccessKey ?? "",
          sessionToken: given?.SessionToken ?? "",
        };
      } catch (error) {
        return { refused: refusal(error) };
      }
    },
    call: async ({ accessKeyId, secretAccessKey, sessionToken }, { model, guardrail, prompt = harmless }) => {
      const client = new Runtime.BedrockRuntimeClient({
        ...shared,
        credentials: { accessKeyId, secretAccessKey, sessionToken },
      });
      try {
        const { stopReason = "unknown" } = await client.send(
          new Runtime.ConverseCommand({
            modelId: model,
            messages: [{ role: "user", content: [{ text: prompt }] }],
            inferenceConfig: { maxTokens: mostTokens },
            ...(guardrail && {
              guardrailConfig: { guardrailIdentifier: guardrail.arn, guardrailVersion: guardrail.version },
            }),
          }),
        );
        return { ok: true, stopReason };
      } catch (error) {
        return { ok: false, said: refusal(error) };
      }
    },
  };
}

/** A refusal by the service, by its code; anything else is no answer of AWS. */
function refusal(error: unknown): string {
  if (error instanceof Error && "$metadata" in error) {
    const { httpStatusCode } = error.$metadata as { readonly httpStatusCode?: number };
    if (httpStatusCode !== undefined && httpStatusCode < 500) return `${httpStatusCode} ${error.name}`;
  }
  throw unreachable(error);
}

function rethrow(error: unknown): never {
  throw unreachable(error);
}

function unreachable(error: unknown): Unreachable {
  const busy = ["ThrottlingException", "TimeoutError", "NetworkingError", "ServiceUnavailableException"];
  const passing = busy.some((name) => isNamed(error, name));
  const name = error instanceof Error && error.name !== "Error" ? `${error.name}: ` : "";
  return new Unreachable(`AWS cannot be asked: ${name}${messageOf(error).split("\n")[0] ?? ""}`, passing, {
    cause: error,
  });
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
