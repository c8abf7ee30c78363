import type { Draft } from "../draft";
import { nearest } from "../nearest";
import { formatPath, type Path } from "../path";
import type { StackConfig } from "../schema";
import { elements, workloadsOf, type CheckFinding } from "./check";

/** The section agents of a configuration that is being checked. */
export type AgentsDraft = NonNullable<Draft<NonNullable<StackConfig["agents"]>>>;

/** The projects of agents, with the path of each. */
export function agentProjectsOf(agents: AgentsDraft) {
  return elements(agents.projects, ["agents", "projects"]);
}

/** Each project is of a workload of the stack, and each workload has one at most. */
export function checkAgentProjects(agents: AgentsDraft, config: Draft<StackConfig>): readonly CheckFinding[] {
  const names = workloadsOf(config).map(({ value }) => value.name ?? "");
  const seen = new Map<string, Path>();
  return agentProjectsOf(agents).flatMap(({ value: { workload }, path }): CheckFinding[] => {
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
