import { IPv4 } from "ipaddr.js";
import { agentPlan } from "../../../components/agents/agent-subnets";
import { subnetRange } from "../../../components/network/address-plan";
import type { Draft } from "../draft";
import type { StackConfig } from "../schema";
import type { AgentsDraft } from "./agent-projects";
import type { CheckFinding } from "./check";

/** The smallest subnet that takes the hosts of agents. https://learn.microsoft.com/azure/ai-foundry/agents/how-to/virtual-networks */
const longestAgentPrefix = 27;

/** Agents, and the code that they run, have a subnet each: in the platform's own network, or given with an existing one. */
export function checkAgentSubnets(
  agents: AgentsDraft,
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
