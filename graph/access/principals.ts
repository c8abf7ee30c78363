import type { Names } from "../names";
import { kindOf } from "../names";
import { canonicalType } from "../types";
import type { ResourceGraph, ResourceNode, Urn } from "../types";
import type { Principal } from "./model";
import { identitiesOf, normalId, textAt } from "./read";

/** Finds whose object ID an assignment names. */
export interface Directory {
  /** The principal of an assignment, made up from what it says where nothing else is known. */
  of(assignment: ResourceNode): string;
  /** An application by its client ID, or by the resource that this comes from where it is not known yet. */
  ofApplication(clientId: string, source?: Urn): string;
  /** Whoever has an object ID. */
  ofObject(id: string, kind: Principal["kind"]): string;
  /** Somebody without an object ID: everybody who has a token, or a key. */
  ofOthers(key: string, name: string): string;
  /** The key of an identity or of what has one of its own, without making it a principal. */
  keyOf(urn: Urn): string | undefined;
  all(): readonly Principal[];
}

type Draft = Omit<Principal, "federated" | "usedBy" | "members"> & {
  readonly node?: ResourceNode;
};

const identityType = "azure-native:managedidentity:UserAssignedIdentity";
const entraTypes: Readonly<Record<string, Principal["kind"]>> = {
  "azuread:index/group:Group": "group",
  "azuread:index/servicePrincipal:ServicePrincipal": "application",
};

/**
 * Whoever the graph knows: identities and applications that it makes, system-assigned identities of its resources, groups.
 *
 * @param known names of principals outside of the graph, by object ID in lower case
 */
export function openDirectory(
  graph: ResourceGraph,
  names: Names,
  known: ReadonlyMap<string, string>,
): Directory {
  const nodes = new Map<Urn, ResourceNode>(graph.resources.map((node) => [node.urn, node]));
  const ofResource = (id: string, { propertyDependencies }: ResourceNode): Draft | undefined => {
    const [urn] = propertyDependencies["principalId"] ?? [];
    return resourceIdentity(id, nodes.get(urn ?? ""), names);
  };
  const byUrn = new Map<Urn, Draft>();
  const byObjectId = new Map<string, Draft>();
  const byClientId = new Map<string, Draft>();
  for (const node of graph.resources) {
    const draft = draftOf(node, names);
    if (!draft) continue;
    byUrn.set(node.urn, draft);
    byObjectId.set(draft.key, draft);
    const clientId = textAt(node.outputs, "clientId");
    if (clientId !== undefined) byClientId.set(clientId.toLowerCase(), draft);
  }
  const used = new Map<string, Draft>();
  const use = (draft: Draft): string => {
    used.set(draft.key, used.get(draft.key) ?? draft);
    return draft.key;
  };
  return {
    of: (assignment) => use(draftOfAssignment(assignment)),
    ofApplication: (clientId, source) =>
      use(
        byClientId.get(clientId.toLowerCase()) ??
          byUrn.get(source ?? "") ?? {
            key: clientId.toLowerCase(),
            name: `application ${clientId}`,
            kind: "application",
          },
      ),
    ofObject: (id, kind) => use(byObjectId.get(id.toLowerCase()) ?? stranger(id, kind, known)),
    ofOthers: (key, name) => use({ key, name, kind: "other" }),
    keyOf: (urn) => byUrn.get(urn)?.key,
    all: () => [...used.values()].map((draft) => describe(draft, graph, names, byUrn)),
  };

  function draftOfAssignment(assignment: ResourceNode): Draft {
    const id = textAt(assignment.inputs, "principalId");
    if (id !== undefined)
      return (
        byObjectId.get(id.toLowerCase()) ?? ofResource(id, assignment) ?? outsider(id, assignment, known)
      );
    const source = (assignment.propertyDependencies["principalId"] ?? []).flatMap(
      (urn) => byUrn.get(urn) ?? [],
    );
    return source[0] ?? { key: assignment.urn, name: "not known yet", kind: "other" };
  }
}

/** An identity that a service makes for a resource of the graph, e.g. for the disks of a workspace. */
function resourceIdentity(id: string, source: ResourceNode | undefined, names: Names): Draft | undefined {
  return source && { key: id.toLowerCase(), name: `an identity of ${names.full(source)}`, kind: "identity" };
}

/** Somebody whom the stack only names. */
function outsider(id: string, assignment: ResourceNode, known: ReadonlyMap<string, string>): Draft {
  const type = textAt(assignment.inputs, "principalType");
  const kind =
    type === "Group"
      ? "group"
      : type === "User"
        ? "user"
        : type === "ServicePrincipal"
          ? "application"
          : // An eligibility does not say what its principal is; the stack file names groups.
            known.get(id.toLowerCase())?.startsWith("group ")
            ? "group"
            : "other";
  return stranger(id, kind, known);
}

function stranger(id: string, kind: Principal["kind"], known: ReadonlyMap<string, string>): Draft {
  const key = id.toLowerCase();
  return { key, kind, name: known.get(key) ?? `${kind} ${id}` };
}

function draftOf(node: ResourceNode, names: Names): Draft | undefined {
  const type = canonicalType(node.type);
  if (type === identityType) {
    const id = textAt(node.outputs, "principalId");
    return { key: id?.toLowerCase() ?? node.urn, name: names.resource(node), kind: "identity", node };
  }
  const entra = entraTypes[type];
  if (entra !== undefined) {
    const id = textAt(node.outputs, "objectId");
    const name = textAt(node.inputs, "displayName") ?? names.resource(node);
    return {
      key: id?.toLowerCase() ?? node.urn,
      name: entra === "group" ? `group ${name}` : names.resource(node),
      kind: entra,
      node,
    };
  }
  const own = textAt(node.outputs, "identity.principalId");
  return own === undefined
    ? undefined
    : { key: own.toLowerCase(), name: `${kindOf(node)} ${names.resource(node)}`, kind: "identity", node };
}

function describe(
  { node, ...draft }: Draft,
  graph: ResourceGraph,
  names: Names,
  byUrn: ReadonlyMap<Urn, Draft>,
): Principal {
  const id = typeof node?.id === "string" ? normalId(node.id) : undefined;
  return {
    ...draft,
    federated: node ? federatedOf(node, graph) : [],
    usedBy:
      id === undefined
        ? []
        : graph.resources
            .filter((each) => identitiesOf(each).some((used) => normalId(used) === id))
            .map((each) => names.full(each)),
    members: graph.resources
      .filter((each) => canonicalType(each.type) === "azuread:index/groupMember:GroupMember")
      .filter((each) => comesFrom(each, "groupObjectId", draft.key, node))
      .flatMap((each) => memberName(each, byUrn)),
  };
}

/** Credentials that trust tokens of another system: of a managed identity, or of an application and its principal. */
function federatedOf(node: ResourceNode, graph: ResourceGraph): Principal["federated"] {
  const application = (node.propertyDependencies["clientId"] ?? [])[0];
  return graph.resources
    .filter((each) => {
      const type = canonicalType(each.type);
      if (type === "azure-native:managedidentity:FederatedIdentityCredential")
        return (
          (each.propertyDependencies["resourceName"] ?? []).includes(node.urn) ||
          (typeof each.id === "string" &&
            typeof node.id === "string" &&
            normalId(each.id).startsWith(`${normalId(node.id)}/`))
        );
      return (
        type ===
          "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential" &&
        application !== undefined &&
        (each.propertyDependencies["applicationId"] ?? []).includes(application)
      );
    })
    .map((each) => ({
      issuer: textAt(each.inputs, "issuer") ?? "an issuer that is not known yet",
      subject: textAt(each.inputs, "subject") ?? "a subject that is not known yet",
    }));
}

function memberName(node: ResourceNode, byUrn: ReadonlyMap<Urn, Draft>): readonly string[] {
  const source = (node.propertyDependencies["memberObjectId"] ?? []).flatMap((urn) => byUrn.get(urn) ?? []);
  const id = textAt(node.inputs, "memberObjectId");
  return source[0] ? [source[0].name] : id === undefined ? [] : [id];
}

function comesFrom(
  node: ResourceNode,
  property: string,
  key: string,
  source: ResourceNode | undefined,
): boolean {
  const id = textAt(node.inputs, property);
  if (id !== undefined) return id.toLowerCase() === key;
  return source !== undefined && (node.propertyDependencies[property] ?? []).includes(source.urn);
}
