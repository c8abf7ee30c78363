import { createSocket } from "node:dgram";
import type { Resolver } from "node:dns/promises";
import { decode, encode, type Answer } from "dns-packet";
import { messageOf } from "../failure";
import { Unreachable } from "./check";

/** IPv4 addresses of a name; empty where it does not exist. */
export async function addressesFrom(resolver: Resolver, host: string): Promise<readonly string[]> {
  try {
    return await resolver.resolve4(host);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ENOTFOUND" || code === "ENODATA") return [];
    throw new Unreachable(`no DNS server answers: ${code ?? messageOf(error)}`, true, { cause: error });
  }
}

/**
 * IPv4 addresses of a name as a client with another address sees them, by the option "client subnet" of a query.
 * https://www.rfc-editor.org/rfc/rfc7871
 *
 * @param server `address:port` of a DNS server that goes by the option
 */
export function addressesSeenFrom(client: string, host: string, server: string): Promise<readonly string[]> {
  const [address = "", port] = server.split(":");
  const query = encode({
    type: "query",
    id: 1,
    questions: [{ type: "A", name: host }],
    additionals: [
      {
        type: "OPT",
        name: ".",
        udpPayloadSize: 4096,
        flags: 0,
        options: [{ code: "CLIENT_SUBNET", ip: client, sourcePrefixLength: 32 }],
      } as unknown as Answer,
    ],
  });
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    const fail = (why: string): void => {
      socket.close();
      reject(new Unreachable(`no DNS server answers: ${why}`, true));
    };
    const timer = setTimeout(fail, 2_000, "it takes too long");
    socket.on("error", ({ message }) => {
      clearTimeout(timer);
      fail(message);
    });
    socket.on("message", (message: Buffer) => {
      clearTimeout(timer);
      socket.close();
      const { answers = [] } = decode(message);
      resolve(answers.flatMap((answer) => (answer.type === "A" ? [answer.data] : [])));
    });
    socket.send(query, Number(port), address);
  });
}
