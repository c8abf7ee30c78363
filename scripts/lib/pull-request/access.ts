import { rolePermits } from "../../../catalog/role-permissions";
import { findRole, roles, type RoleName } from "../../../catalog/roles";
import { canonicalType } from "../../../graph/types";
import type { PropertyMap, PropertyValue, ResourceGraph, ResourceNode } from "../../../graph/types";
import { type AnyStackConfig } from "../../../stacks/config/index";
import type { Grant, StackReport } from "../../reports/pull-request/model";
import { gatewayGrants } from "./gateway-grants";
import { iamGrants } from "./iam-grants";
import { groupNames } from "../access/names";
import { byUrn, kindOf, namesOf } from "../../../graph/names";

/** What a graph and its configuration say about who may do what. */
interface Side {
  readonly graph: ResourceGraph;
  readonly config: AnyStackConfig;
}

/** Who may do something after a change that they may not do before, and the reverse. */
export function compareAccess(before: Side | undefined, after: Side): NonNullable<StackReport["access"]> {
  const old = before ? grantsOf(before) : new Map<string, Grant>();
  const young = grantsOf(after);
  const missing = (these: ReadonlyMap<string, Grant>, those: ReadonlyMap<string, Grant>): Grant[] =>
    [...these].filter(([key]) => !those.has(key)).map(([, grant]) => grant);
  return { gained: missing(young, old), lost: missing(old, young) };
}

/** Role assignments, policies of a gateway, roles of AWS, and who may sign in as an identity: all give access. */
function grantsOf({ graph, config }: Side): ReadonlyMap<string, Grant> {
  const nodes = byUrn(graph);
  const names = namesOf(graph);
  const groups = groupNames(config);
  const source = (node: ResourceNode, property: string, types: RegExp): ResourceNode | undefined =>
    (node.propertyDependencies[property] ?? [])
      .map((urn) => nodes.get(urn))
      .find((found) => found && types.test(found.type));
  const grants = graph.resources.flatMap((node): Grant[] => {
    switch (canonicalType(node.type)) {
      case "azure-native:authorization:RoleAssignment":
        return [assignment(node)];
      case "azure-native:authorization:PimRoleEligibilitySchedule": {
        const grant = assignment(node);
        return [{ ...grant, role: `${grant.role}, once activated` }];
      }
      case "azuread:index/privilegedAccessGroupEligibilitySchedule:PrivilegedAccessGroupEligibilitySchedule":
        return [activation(node)];
      case "azure-native:managedidentity:FederatedIdentityCredential":
        return [federation(node, "resourceName", /:UserAssignedIdentity$/)];
      case "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential":
        return [federation(node, "applicationId", /:Application$/)];
      default:
        return [];
    }
  });
  return new Map(
    [...grants, ...gatewayGrants(graph, names, groups), ...iamGrants(graph, names)].map((grant) => [
      [grant.principal, grant.role, grant.scope].join("\n"),
      grant,
    ]),
  );

  function assignment(node: ResourceNode): Grant {
    const principalId = text(node.inputs["principalId"]);
    const identity = source(
      node,
      "principalId",
      /:(UserAssignedIdentity|Account|Service|StorageAccount|Group|ServicePrincipal)$/,
    );
    const role = findRole(text(node.inputs["roleDefinitionId"]));
    return {
      principal: identity ? names.full(identity) : outsider(node, principalId),
      role: role?.name ?? text(node.inputs["roleDefinitionId"]).split("/").at(-1) ?? "",
      scope: scopeText(node),
      administers: role !== undefined && administers(role.id),
    };
  }

  /** Whoever may become a member of a group for a while, and so hold its roles. */
  function activation(node: ResourceNode): Grant {
    const eligible = source(node, "principalId", /:Group$/);
    const group = source(node, "groupId", /:Group$/);
    return {
      principal: eligible ? names.full(eligible) : outsider(node, text(node.inputs["principalId"])),
      role: "be its member, once activated",
      scope: group ? names.full(group) : `group ${text(node.inputs["groupId"])}`,
      administers: false,
    };
  }

  function outsider(node: ResourceNode, id: string): string {
    const type = node.inputs["principalType"];
    return groups.get(id.toLowerCase()) ?? `${typeof type === "string" ? type : "principal"} ${id}`;
  }

  function scopeText(node: ResourceNode): string {
    const scope = text(node.inputs["scope"]);
    const target = graph.resources.find(
      ({ id }) => typeof id === "string" && id.toLowerCase() === scope.toLowerCase(),
    );
    return target ? names.full(target) : scope.split("/").slice(-2).join(" ");
  }

  function federation(node: ResourceNode, property: string, types: RegExp): Grant {
    const identity = source(node, property, types);
    return {
      principal: `${text(node.inputs["subject"])} of ${text(node.inputs["issuer"])}`,
      role: "sign in as",
      scope: identity ? names.full(identity) : `${kindOf(node)} ${names.resource(node)}`,
      administers: false,
    };
  }
}

/** True where the role lets its holder assign roles. */
function administers(id: string): boolean {
  const name = (Object.keys(roles) as RoleName[]).find((key) => roles[key].id === id);
  return (
    name !== undefined &&
    rolePermits(name, "Microsoft.Authorization/roleAssignments/write", "control") === "yes"
  );
}

function text(value: PropertyValue | PropertyMap | undefined): string {
  return typeof value === "string" ? value : "[not known yet]";
}
