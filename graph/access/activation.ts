import type { ResourceGraph, ResourceNode, Urn } from "../types";
import type { Assigned } from "./holdings";
import type { Directory } from "./principals";
import { textAt, valueAt } from "./read";

const schedule =
  "azuread:index/privilegedAccessGroupEligibilitySchedule:PrivilegedAccessGroupEligibilitySchedule";
const policy = "azuread:index/groupRoleManagementPolicy:GroupRoleManagementPolicy";

/** Who may enter a group for a while, and on which terms. */
export interface Activation {
  /** Key of the group. */
  readonly group: string;
  /** Keys of the principals that may enter it. */
  readonly eligible: readonly string[];
  /** `at most 4 hours, with another factor`; undefined where nothing of the graph says. */
  readonly terms: string | undefined;
}

/** The groups that are entered by activation (Privileged Identity Management for groups), by their key. */
export function activationsOf(graph: ResourceGraph, directory: Directory): ReadonlyMap<string, Activation> {
  const terms = new Map(
    graph.resources
      .filter(({ type, inputs }) => type === policy && textAt(inputs, "roleId") === "member")
      .map((node) => [groupOf(node, directory), termsOf(node)] as const),
  );
  const found = new Map<string, Activation>();
  for (const node of graph.resources) {
    if (node.type !== schedule || textAt(node.inputs, "assignmentType") !== "member") continue;
    const group = groupOf(node, directory);
    const eligible = [...(found.get(group)?.eligible ?? []), directory.of(node)];
    found.set(group, { group, eligible, terms: terms.get(group) });
  }
  return found;
}

/** Roles of groups that are entered by activation, as roles that whoever may enter them can activate. */
export function byActivation(
  assigned: readonly Assigned[],
  activations: ReadonlyMap<string, Activation>,
  directory: Directory,
): readonly Assigned[] {
  const standing = new Set(directory.all().flatMap(({ key, members }) => (members.length > 0 ? [key] : [])));
  return assigned.flatMap((each) => {
    const { holding } = each;
    const activation = activations.get(holding.principal);
    if (!activation) return [each];
    const { eligible, terms } = activation;
    return [
      ...(standing.has(holding.principal) ? [each] : []),
      ...eligible.map((principal) => ({
        ...each,
        holding: { ...holding, principal, eligible: true, ...(terms !== undefined && { terms }) },
      })),
    ];
  });
}

/** The key of the group that a node names, or comes from where its ID is not known yet. */
function groupOf({ inputs, propertyDependencies, urn }: ResourceNode, directory: Directory): string {
  const id = textAt(inputs, "groupId");
  const [source]: readonly (Urn | undefined)[] = propertyDependencies["groupId"] ?? [];
  return id?.toLowerCase() ?? directory.keyOf(source ?? "") ?? urn;
}

function termsOf({ inputs }: ResourceNode): string {
  const asks = (name: string): boolean => valueAt(inputs, `activationRules.${name}`) === true;
  const context = textAt(inputs, "activationRules.requiredConditionalAccessAuthenticationContext");
  return [
    `at most ${durationText(textAt(inputs, "activationRules.maximumDuration"))}`,
    ...(asks("requireApproval") ? ["with an approval"] : []),
    ...(asks("requireMultifactorAuthentication") ? ["with another factor"] : []),
    ...(context === undefined ? [] : [`in the authentication context ${context}`]),
    ...(asks("requireJustification") ? ["for a reason"] : []),
    ...(asks("requireTicketInfo") ? ["for a ticket"] : []),
  ].join(", ");
}

/** `PT4H30M` in words. */
function durationText(duration: string | undefined): string {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration ?? "") ?? [];
  const all = [...counted(days, "day"), ...counted(hours, "hour"), ...counted(minutes, "minute")];
  return all.length > 0 ? all.join(" ") : "the tenant's own time";
}

function counted(count: string | undefined, word: string): readonly string[] {
  return count === undefined ? [] : [`${count} ${word}${count === "1" ? "" : "s"}`];
}
