import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { CloudError } from "../arm/error";
import { isObject } from "../arm/json";
import type { JsonObject } from "../store/store";
import type { Certificate } from "./certificate";

/** A request, read whole. */
export interface FaceRequest {
  readonly method: string;
  /** Without query, decoded segment by segment, without a slash at its end; as it was sent where the listener asks for that. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; no body when absent. */
  readonly body?: unknown;
  /** XML instead of JSON. */
  readonly xml?: string;
  /** Server-sent events instead of a body: the data of each. */
  readonly events?: readonly string[];
}

export type Handler = (request: FaceRequest) => Reply | Promise<Reply>;

export interface Listener {
  /** `https://127.0.0.1:PORT` */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Resource Manager takes no larger request. */
const largestBody = 4 * 1024 * 1024;

/** Serves a face on a free port of the loopback address. Whatever a request holds, it gets an answer. */
export async function listen(
  { certificate, key }: Certificate,
  handler: (origin: string) => Handler,
  { encodedPath = false }: { readonly encodedPath?: boolean } = {},
): Promise<Listener> {
  let handle: Handler = () => ({ status: 503 });
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    void answer(incoming, outgoing, handle, encodedPath);
  });
  // What is no HTTP at all: a client that does not speak TLS, a broken request line.
  server.on("clientError", (_, socket) => {
    if (!socket.writable) return;
    const body = JSON.stringify(refusal(malformed).body);
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  handle = handler(origin);
  return {
    origin,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const malformed = new CloudError(400, "BadRequest", "The request is no well-formed HTTP request.");

/** The JSON object of a request's body; refused as ARM refuses what it cannot read. */
export function jsonOf({ body }: FaceRequest): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(body === "" ? "{}" : body);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CloudError(
      400,
      "InvalidRequestContent",
      `The request content was invalid and could not be deserialized: '${reason}'.`,
    );
  }
  if (isObject(value)) return value;
  throw new CloudError(
    400,
    "InvalidRequestContent",
    "The request content was invalid and could not be deserialized: 'a JSON object is expected'.",
  );
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: Handler,
  encodedPath: boolean,
): Promise<void> {
  let reply: Reply;
  try {
    reply = await handle(await read(incoming, encodedPath));
  } catch (error) {
    reply = refusal(error);
  }
  if (outgoing.destroyed) return;
  const headers = {
    ...reply.headers,
    "x-ms-request-id": crypto.randomUUID(),
    // What is left of a request that was not read whole must not be taken for the next one.
    ...(incoming.complete ? {} : { connection: "close" }),
  };
  if (reply.events) {
    outgoing.writeHead(reply.status, { ...headers, "content-type": "text/event-stream" });
    for (const data of reply.events) outgoing.write(`data: ${data}\n\n`);
    outgoing.end();
    return;
  }
  if (reply.body === undefined && reply.xml === undefined) {
    outgoing.writeHead(reply.status, { ...headers, "content-length": "0" }).end();
    return;
  }
  const text = reply.xml ?? JSON.stringify(reply.body);
  outgoing
    .writeHead(reply.status, {
      ...headers,
      "content-type": reply.xml === undefined ? "application/json; charset=utf-8" : "text/xml",
      "content-length": String(Buffer.byteLength(text)),
    })
    .end(incoming.method === "HEAD" ? undefined : text);
}

/** An error as ARM and the services write it: `{"error": {"code", "message"}}`. */
export function refusal(error: unknown): Reply {
  if (!(error instanceof CloudError)) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: 500, body: { error: { code: "InternalServerError", message } } };
  }
  const { status, code = String(status), detail, retryAfter } = error;
  return {
    status,
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
    body: { error: { code, message: detail } },
  };
}

async function read(incoming: IncomingMessage, encodedPath: boolean): Promise<FaceRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > largestBody)
      throw new CloudError(
        413,
        "RequestContentTooLarge",
        `The request content size exceeds the limit of '${largestBody}' bytes.`,
      );
    chunks.push(bytes);
  }
  const url = addressOf(incoming.url ?? "/");
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? "GET",
    path: encodedPath ? url.pathname : decoded(url.pathname),
    query: url.searchParams,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function addressOf(target: string): URL {
  try {
    return new URL(`https://local${target.startsWith("/") ? "" : "/"}${target}`);
  } catch {
    throw new CloudError(400, "InvalidRequestUri", `The request uri '${target}' is invalid.`);
  }
}

function decoded(path: string): string {
  try {
    // Clients whose template is `/{resourceId}` double the slash that an ID begins with, and Resource Manager minds neither.
    return path
      .split("/")
      .map(segment)
      .join("/")
      .replace(/^\/+/, "/")
      .replace(/(?<=.)\/+$/, "");
  } catch {
    throw new CloudError(400, "InvalidRequestUri", `The request uri '${path}' is invalid.`);
  }
}

function segment(text: string): string {
  const plain = decodeURIComponent(text);
  // A slash inside a name would make another path of it.
  if (plain.includes("/") && text !== plain) throw new Error("a slash in a segment");
  return plain;
}
