import { planesOf, type Plane } from "../../catalog/role-permissions";
import { namesOf } from "../names";
import type { ResourceGraph, Urn } from "../types";
import { activationsOf, byActivation } from "./activation";
import { assignedRoles, patternOf } from "./holdings";
import type { Holding, Principal, Reach } from "./model";
import { openDirectory } from "./principals";
import { armTypeOf } from "./scope";

/** Who may do one operation of Azure, e.g. `Microsoft.Network/virtualNetworks/write`, to resources of its type. */
export interface OperationEntry {
  readonly principal: string;
  /** Kind and name, for people. */
  readonly resource: string;
  readonly urn: Urn;
  readonly answer: "yes" | "unknown";
  readonly plane: Plane;
  readonly pattern?: string;
  readonly holding: Holding;
  readonly reach: Reach;
}

/** Answers for an operation that is none of a verb; whether it is one on data, the roles that grant it tell. */
export function whoCanOperate(
  graph: ResourceGraph,
  operation: string,
  known: ReadonlyMap<string, string> = new Map(),
): { readonly principals: readonly Principal[]; readonly entries: readonly OperationEntry[] } {
  const names = namesOf(graph);
  const directory = openDirectory(graph, names, known);
  const activations = activationsOf(graph, directory);
  const assigned = byActivation(assignedRoles(graph, names, directory), activations, directory);
  const planes = planesOf(operation);
  const entries = graph.resources
    .filter(({ id }) => typeof id === "string" && isOperationOn(operation, armTypeOf(id)))
    .flatMap((node) =>
      assigned.flatMap((each): OperationEntry[] => {
        const { holding, permissions } = each;
        const reached = each.reach(node);
        if (reached === undefined) return [];
        // The operation's type is the resource's, or that of a child without a node of its own.
        if (reached === "part" && !each.partPermits(operation, "control")) return [];
        const base = {
          principal: holding.principal,
          resource: names.full(node),
          urn: node.urn,
          holding,
          reach: reached,
        };
        if (!permissions) return [{ ...base, answer: "unknown", plane: "control" }];
        for (const plane of planes) {
          const pattern = patternOf(permissions, operation, plane);
          if (pattern !== undefined) return [{ ...base, answer: "yes", plane, pattern }];
        }
        return [];
      }),
    );
  return { principals: directory.all(), entries };
}

function isOperationOn(operation: string, type: string | undefined): boolean {
  return type !== undefined && operation.toLowerCase().startsWith(`${type.toLowerCase()}/`);
}
