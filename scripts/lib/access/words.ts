import type {
  AccessEntry,
  GatewayPath,
  KeyPath,
  NetworkGate,
  Reach,
  Verb,
} from "../../../graph/access/index";

/** How a user writes a verb, how a sentence says it, and how a narrow table heads it. */
interface VerbWords {
  readonly option: string;
  readonly column: string;
  readonly short: string;
}

export const verbWords: Readonly<Record<Verb, VerbWords>> = {
  call: { option: "call", column: "call", short: "call" },
  change: { option: "change", column: "change", short: "change" },
  readKeys: { option: "read-keys", column: "read keys", short: "get keys" },
  readPrompts: { option: "read-prompts", column: "read prompts", short: "prompts" },
  delete: { option: "delete", column: "delete", short: "delete" },
  grantAccess: { option: "grant-access", column: "grant access", short: "grant" },
};

export const reachWords: Readonly<Record<Reach, string>> = {
  direct: "on it",
  wildcard: "by a wildcard",
  resourceGroup: "from its resource group",
  subscription: "from the subscription",
  managementGroup: "from a management group",
  tenant: "from the tenant",
  part: "on a part of it",
};

/**
 * How an answer comes about: `from its resource group, once activated`.
 *
 * @param conditions whether to say what a condition looks at and which gateway it is, for which a table has no room
 */
export function howText(
  { reach, holding, path, gateway }: Pick<AccessEntry, "reach" | "holding" | "path" | "gateway">,
  conditions = false,
): string {
  const on = conditions && holding.conditions ? ` on ${holding.conditions.join(" and ")}` : "";
  const through = conditions && gateway ? gatewayText(gateway) : "through a gateway";
  const ways = {
    identity: reachWords[reach],
    key: `by its keys, ${reachWords[reach]}`,
    gateway: through,
  };
  return [
    ways[path],
    ...(holding.eligible ? ["once activated"] : []),
    ...(holding.conditional ? [`under a condition${on}`] : []),
  ].join(", ");
}

/** A way through a gateway: `through gateway-service: chat, embeddings, at most 745,000 tokens a minute`. */
function gatewayText({ service, deployments, limits }: GatewayPath): string {
  return [
    `through ${service}: ${deployments?.join(", ") ?? "deployments that are not known here"}`,
    ...(limits.length > 0 ? [`at most ${limits.join(" and ")}`] : []),
  ].join(", ");
}

export const networkWords: Readonly<Record<NetworkGate["state"], string>> = {
  private: "private",
  allowList: "allow list",
  public: "public",
  closed: "closed",
  unknown: "unknown",
};

export function networkText({ state, because, from }: NetworkGate): string {
  const networks = from.length > 0 ? `, from ${from.join(", ")}` : "";
  return `${networkWords[state]}${networks} (${because})`;
}

export function keysText(keys: KeyPath | undefined): string {
  if (!keys) return "has none";
  const meaning = {
    off: "refused, whoever reads them",
    on: "accepted: whoever reads one needs no role",
    unknown: "unknown",
  }[keys.state];
  return `${meaning} (${keys.because})`;
}
