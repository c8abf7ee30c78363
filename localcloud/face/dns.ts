import { createSocket, type RemoteInfo } from "node:dgram";
import { AUTHORITATIVE_ANSWER, type Packet, decode, encode } from "dns-packet";
import { IPv4 } from "ipaddr.js";
import type { CloudView } from "../arm/behaviour";
import { resolveName } from "./dns-names";

export interface DnsListener {
  /** `127.0.0.1:PORT`, over UDP. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Response codes. https://www.rfc-editor.org/rfc/rfc1035 section 4.1.1 */
const code = { formatError: 1, noSuchName: 3, notImplemented: 4 } as const;
const seconds = 10;

/**
 * Answers DNS queries for addresses as the resolver of the platform's network would, or of the network that the client's address
 * (EDNS client subnet) lies in. Whatever is asked gets an answer.
 */
export async function listenDns(cloud: CloudView): Promise<DnsListener> {
  const socket = createSocket("udp4");
  socket.on("message", (message: Buffer, from: RemoteInfo) => {
    const reply = answer(message, cloud);
    if (reply) socket.send(reply, from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject).bind(0, "127.0.0.1", resolve);
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    stop: () =>
      new Promise((resolve) => {
        socket.close(() => {
          resolve();
        });
      }),
  };
}

/** The address on whose behalf a query is made, where it says so. https://www.rfc-editor.org/rfc/rfc7871 */
function clientOf({ additionals = [] }: Packet): string | undefined {
  return additionals
    .flatMap((record) => (record.type === "OPT" ? record.options : []))
    .flatMap((option) => ("ip" in option && typeof option.ip === "string" ? [option.ip] : []))
    .find((address) => IPv4.isValid(address));
}

/** Undefined for what is too short to be answered at all. */
function answer(message: Buffer, cloud: CloudView): Buffer | undefined {
  if (message.length < 2) return undefined;
  const id = message.readUInt16BE(0);
  let query: Packet;
  try {
    query = decode(message);
  } catch {
    return encode({ type: "response", id, flags: code.formatError });
  }
  const question = query.questions?.[0];
  if (query.type !== "query" || !question)
    return encode({ type: "response", id, flags: code.notImplemented });
  const { alias, addresses } = resolveName(question.name, cloud, clientOf(query));
  const exists = alias !== undefined || addresses.length > 0;
  const owner = alias ?? question.name;
  return encode({
    type: "response",
    id,
    flags: AUTHORITATIVE_ANSWER | (addresses.length > 0 ? 0 : code.noSuchName),
    questions: [question],
    answers: [
      ...(exists && alias !== undefined
        ? [{ type: "CNAME" as const, name: question.name, ttl: seconds, data: alias }]
        : []),
      ...(question.type === "A"
        ? addresses.map((data) => ({ type: "A" as const, name: owner, ttl: seconds, data }))
        : []),
    ],
  });
}
