import type { Resolver } from "node:dns/promises";
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
