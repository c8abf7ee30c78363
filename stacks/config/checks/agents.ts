import { IPv4 } from "ipaddr.js";
import { agentPlan } from "../../../components/agents/agent-subnets";
import { audienceOf } from "../../../components/agents/tools";
import { subnetRange } from "../../../components/network/address-plan";
import type { Draft } from "../draft";
import { nearest } from "../nearest";
import { formatPath, type Path } from "../path";
import type { StackConfig } from "../schema";
import { accountsOf, elements, workloadsOf, type Check, type CheckFinding } from "./check";

type Agents = NonNullable<Draft<NonNullable<StackConfig["agents"]>>>;

/** The smallest subnet that takes the hosts of agents. https://learn.microsoft.com/azure/ai-foundry/agents/how-to/virtual-networks */
const longestAgentPrefix = 27;

/** Agents have an account that can carry them, a subnet to run in, a workload each, and tools that they can reach. */
export const checkAgents: Check = (config, { given }) => {
  const { agents } = config;
  if (!agents) return [];
  return [
    ...checkAccount(agents, config),
    ...checkSubnets(agents, given(["network", "existing"]), config),
    ...checkEgress(agents, config),
    ...checkProjects(agents, config),
    ...projectsOf(agents).flatMap(({ value, path }) => [
      ...repeated("tool", value.tools, [...path, "tools"]),
      ...repeated("application", value.applications, [...path, "applications"]),
      ...elements(value.tools, [...path, "tools"]).flatMap((tool) =>
        checkTool(tool.value, tool.path, given(["agents", "egress"]), agents.egress),
      ),
    ]),
  ];
};

function projectsOf(agents: Agents) {
  return elements(agents.projects, ["agents", "projects"]);
}

function checkAccount(agents: Agents, config: Draft<StackConfig>): readonly CheckFinding[] {
  const { account: name } = agents;
  const path = ["agents", "account"];
  if (name === undefined) return [];
  const accounts = accountsOf(config).map(({ value }) => value);
  const account = accounts.find((candidate) => candidate.name === name);
  const home = config.environment?.region;
  const able = accounts.filter(({ kind, region }) => kind === "AIServices" && region === home);
  const allowed = able.map((candidate) => candidate.name ?? "").join(", ") || "no account of this stack";
  const finding = (message: string, fix: string): readonly CheckFinding[] => [
    { path, message, allowed, fix },
  ];
  if (!account) {
    const meant = nearest(
      name,
      accounts.map((candidate) => candidate.name ?? ""),
    );
    return finding(
      `there is no account "${name}" in this stack${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
      meant === undefined ? "name one of models.accounts" : `write "${meant}"`,
    );
  }
  if (account.kind === "OpenAI")
    return finding(
      `account "${name}" is of kind OpenAI, which carries no projects`,
      "name an account of kind AIServices",
    );
  if (home !== undefined && account.region !== undefined && account.region !== home)
    return finding(
      `account "${name}" stands in ${account.region}, and agents run in the network's region, ${home}`,
      `name an account in ${home}`,
    );
  return [];
}

function checkSubnets(
  agents: Agents,
  existing: boolean,
  { network }: Draft<StackConfig>,
): readonly CheckFinding[] {
  const runsCode = agents.projects?.some((project) => project?.codeExecution === true) ?? false;
  const given = [
    ["subnetId", agents.subnetId, true],
    ["codeExecutionSubnetId", agents.codeExecutionSubnetId, runsCode],
  ] as const;
  if (!existing) {
    const strangers = given.flatMap(([key, id]): CheckFinding[] =>
      id === undefined
        ? []
        : [
            {
              path: ["agents", key],
              message: "a subnet is given, but this stack makes the network and the subnets of agents in it",
              allowed: "only together with network.existing",
              fix: `remove "${key}", or use an existing network`,
            },
          ],
    );
    return [...strangers, ...checkSize(network?.addressSpace)];
  }
  const networkId = network?.existing?.virtualNetworkId;
  const missing = given.flatMap(([key, id, needed]): CheckFinding[] => {
    const path = ["agents", key];
    const allowed = "the ARM ID of a subnet of network.existing";
    if (id === undefined) {
      if (!needed) return [];
      return [
        {
          path,
          message: "the network stands already, and no subnet of it is given",
          allowed,
          fix: "add the ID of a subnet that is delegated to Microsoft.App/environments and used by nothing else",
        },
      ];
    }
    if (networkId === undefined || id.toLowerCase().startsWith(`${networkId.toLowerCase()}/subnets/`))
      return [];
    return [
      {
        path,
        message: "the subnet belongs to another network than network.existing.virtualNetworkId",
        allowed,
        fix: "give the ID of a subnet of that network",
      },
    ];
  });
  const { subnetId, codeExecutionSubnetId } = agents;
  if (subnetId === undefined || subnetId.toLowerCase() !== codeExecutionSubnetId?.toLowerCase())
    return missing;
  return [
    ...missing,
    {
      path: ["agents", "codeExecutionSubnetId"],
      message: "agents and the code that they run share a subnet, which Azure gives to one of them alone",
      allowed: "another subnet than agents.subnetId",
      fix: "give the ID of a subnet of its own",
    },
  ];
}

function checkSize(addressSpace: string | undefined): readonly CheckFinding[] {
  if (addressSpace === undefined) return [];
  const [, prefix] = IPv4.parseCIDR(addressSpace);
  const plan = agentPlan.agents;
  const enough = longestAgentPrefix - plan.newBits;
  if (prefix <= enough) return [];
  // What is too small for any subnet is a problem of its own.
  const range = prefix + plan.newBits <= 29 ? subnetRange(addressSpace, plan) : `/${prefix + plan.newBits}`;
  return [
    {
      path: ["network", "addressSpace"],
      message: `the subnet of agents, ${range}, is smaller than the /${longestAgentPrefix} that their hosts need`,
      allowed: `/16 to /${enough} with agents; a /20 gives them the /24 that Microsoft recommends`,
      fix: `widen the address space to a /${enough} or more, or remove the section agents`,
    },
  ];
}

function checkProjects(agents: Agents, config: Draft<StackConfig>): readonly CheckFinding[] {
  const names = workloadsOf(config).map(({ value }) => value.name ?? "");
  const seen = new Map<string, Path>();
  return projectsOf(agents).flatMap(({ value: { workload }, path }): CheckFinding[] => {
    if (workload === undefined) return [];
    const at = [...path, "workload"];
    if (!names.includes(workload)) {
      const meant = nearest(workload, names);
      return [
        {
          path: at,
          message: `there is no workload "${workload}" in this stack${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
          allowed: names.join(", ") || "no workload is declared",
          fix: meant === undefined ? "name one of workloads" : `write "${meant}"`,
        },
      ];
    }
    const first = seen.get(workload);
    if (!first) {
      seen.set(workload, path);
      return [];
    }
    return [
      {
        path: at,
        message: `workload "${workload}" has a project already, at ${formatPath(first)}`,
        allowed: "one project a workload",
        fix: "put the tools of both into one project",
      },
    ];
  });
}

type Tool = NonNullable<NonNullable<NonNullable<Agents["projects"]>[number]>["tools"]>[number];

function checkTool(
  tool: NonNullable<Tool>,
  path: Path,
  hasEgress: boolean,
  egress: Agents["egress"],
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
function checkEgress({ egress }: Agents, config: Draft<StackConfig>): readonly CheckFinding[] {
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

function repeated(
  kind: string,
  list: readonly ({ readonly name?: string | undefined } | undefined)[] | undefined,
  path: Path,
): readonly CheckFinding[] {
  const seen = new Map<string, Path>();
  return elements(list, path).flatMap(({ value: { name }, path: at }): CheckFinding[] => {
    if (name === undefined) return [];
    const first = seen.get(name);
    if (first)
      return [
        {
          path: [...at, "name"],
          message: `the name "${name}" is taken by the ${kind} at ${formatPath(first)}`,
          fix: `give the ${kind} a name of its own`,
        },
      ];
    seen.set(name, at);
    return [];
  });
}
