import type { Draft } from "../draft";
import { nearest } from "../nearest";
import { formatPath, type Path } from "../path";
import type { StackConfig } from "../schema";
import { agentProjectsOf, checkAgentProjects, type AgentsDraft } from "./agent-projects";
import { checkAgentSubnets } from "./agent-subnets";
import { checkAgentEgress, checkAgentTool } from "./agent-tools";
import { accountsOf, elements, type Check, type CheckFinding } from "./check";

/** Agents have an account that can carry them, a subnet to run in, a workload each, and tools that they can reach. */
export const checkAgents: Check = (config, { given }) => {
  const { agents } = config;
  if (!agents) return [];
  return [
    ...checkAccount(agents, config),
    ...checkAgentSubnets(agents, given(["network", "existing"]), config),
    ...checkAgentEgress(agents, config),
    ...checkAgentProjects(agents, config),
    ...agentProjectsOf(agents).flatMap(({ value, path }) => [
      ...repeated("tool", value.tools, [...path, "tools"]),
      ...repeated("application", value.applications, [...path, "applications"]),
      ...elements(value.tools, [...path, "tools"]).flatMap((tool) =>
        checkAgentTool(tool.value, tool.path, given(["agents", "egress"]), agents.egress),
      ),
    ]),
  ];
};

function checkAccount(agents: AgentsDraft, config: Draft<StackConfig>): readonly CheckFinding[] {
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
