import { audienceOf } from "../../../components/agents/tools";
import type { Draft } from "../draft";
import type { Path } from "../path";
import type { StackConfig } from "../schema";
import type { AgentsDraft } from "./agent-projects";
import type { CheckFinding } from "./check";

type Tool = NonNullable<NonNullable<NonNullable<AgentsDraft["projects"]>[number]>["tools"]>[number];

/** A tool names the API that tokens are for, and is in the network or let through on its way out. */
export function checkAgentTool(
  tool: NonNullable<Tool>,
  path: Path,
  hasEgress: boolean,
  egress: AgentsDraft["egress"],
): readonly CheckFinding[] {
  const { kind, audience, url, internet } = tool;
  const unnamed =
    kind !== undefined && url !== undefined && audience === undefined && audienceOf({ kind }) === undefined;
  return [
    ...(unnamed
      ? [
          {
            path: [...path, "kind"],
            message: `a tool of kind "${kind}" has an audience of its own, and none is given`,
            allowed: 'with "audience": the application ID URI of the API',
            fix: 'add "audience": agents call it with a token that is issued for it',
          },
        ]
      : []),
    ...(internet === true && !hasEgress
      ? [
          {
            path: [...path, "internet"],
            message: `agents cannot reach ${url ?? "it"}: the network has no way out`,
            allowed: "only together with agents.egress",
            fix: "add agents.egress, a firewall that lets the host through, or put the tool behind the gateway",
          },
        ]
      : []),
    ...(internet === true && url !== undefined && egress?.allowedHosts && !isAllowed(url, egress.allowedHosts)
      ? [
          {
            path: [...path, "url"],
            message: `the firewall does not let agents call ${hostOf(url)}`,
            allowed: egress.allowedHosts.join(", "),
            fix: `add ${hostOf(url)} to agents.egress.allowedHosts`,
          },
        ]
      : []),
  ];
}

function hostOf(url: string): string {
  return new URL(url).hostname.toLowerCase();
}

function isAllowed(url: string, hosts: readonly (string | undefined)[]): boolean {
  const host = hostOf(url);
  return hosts.some((allowed) =>
    allowed?.startsWith("*.") ? host.endsWith(allowed.slice(1)) : host === allowed,
  );
}

/** One way out: the platform's own firewall, in a network of its own, or another's. (Where agents fit, a firewall does.) */
export function checkAgentEgress(
  { egress }: AgentsDraft,
  config: Draft<StackConfig>,
): readonly CheckFinding[] {
  if (!egress) return [];
  const { firewallAddress, allowedHosts } = egress;
  const path = ["agents", "egress"];
  if ((firewallAddress === undefined) === (allowedHosts === undefined)) {
    return [
      {
        path,
        message:
          firewallAddress === undefined
            ? "neither a firewall nor hosts are given"
            : "hosts are given beside the address of a firewall, which has a list of its own",
        allowed: "either allowedHosts or firewallAddress",
        fix: "give allowedHosts for a firewall of the platform's own, or firewallAddress for another",
      },
    ];
  }
  if (allowedHosts === undefined || !config.network?.existing) return [];
  return [
    {
      path: [...path, "allowedHosts"],
      message: "a firewall of the platform's own stands in a network of its own, and this one stands already",
      allowed: "firewallAddress",
      fix: "give the address of the firewall of that network, and let its owner allow the hosts",
    },
  ];
}
