import type { EgressRule } from "../network/egress-firewall";

/**
 * What the hosts that run agents and code fetch from Microsoft, whatever agents may call: their images, the parts that they are
 * put together from, and tokens of their identities. None of it has a private endpoint.
 * https://learn.microsoft.com/azure/container-apps/use-azure-firewall#application-rules
 */
const containerHosts = [
  "mcr.microsoft.com",
  "*.data.mcr.microsoft.com",
  "packages.aks.azure.com",
  "acs-mirror.azureedge.net",
  "*.identity.azure.net",
  "login.microsoftonline.com",
  "*.login.microsoftonline.com",
  "*.login.microsoft.com",
] as const;

/** Ranges that agents and their code run in, in CIDR notation. */
export interface AgentRanges {
  readonly agents: string;
  /** @default agents run no code */
  readonly codeExecution?: string;
}

/**
 * What a firewall lets through for agents: the hosts that they may call, and for them and the hosts of their sandboxes what these
 * need themselves. Code calls nobody: its subnet has no host of its own.
 */
export function agentEgressRules(
  { agents, codeExecution }: AgentRanges,
  allowedHosts: readonly string[],
): readonly EgressRule[] {
  const ranges = codeExecution === undefined ? [agents] : [agents, codeExecution];
  return [
    { name: "allowed-hosts", sources: [agents], hosts: allowedHosts },
    { name: "container-hosts", sources: ranges, hosts: containerHosts },
  ];
}
