import { canonicalType } from "../../types";
import type { ResourceGraph, ResourceNode } from "../../types";
import type { AccessEntry, AccessResource, GatewayPath, NetworkGate } from "../model";
import type { Directory } from "../principals";
import { identitiesOf, normalId, textAt, valueAt } from "../read";
import { admittedBy, type Admitted, type Caller } from "./admitted";
import { elementsIn, readPolicyDocument, type PolicyNode } from "./document";
import { limitsIn } from "./limits";
import { calledBy } from "./models";
import { openGateways, type GatewayParts } from "./service";

const accountType = "azure-native:cognitiveservices:Account";
const call = "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action";

/** What access through gateways is found in. */
export interface GatewayQuestion {
  readonly graph: ResourceGraph;
  readonly directory: Directory;
  /** Resources that are asked about, and what is known of each. */
  readonly nodes: readonly ResourceNode[];
  readonly resources: readonly AccessResource[];
  /** What roles and keys give: a gateway calls by a role of its own. */
  readonly byRole: readonly AccessEntry[];
}

/**
 * Who may call models through a gateway: whom the policy of each API lets through, to the deployments that it sends calls to, as
 * far as an identity of the gateway may call those. What a policy does not tell is unknown, and nobody is left out for it.
 */
export function accessThroughGateways(question: GatewayQuestion): {
  readonly entries: readonly AccessEntry[];
  readonly gaps: readonly string[];
} {
  const parts = openGateways(question.graph);
  const policies = question.graph.resources.filter(
    ({ type }) => canonicalType(type) === "azure-native:apimanagement:ApiPolicy",
  );
  const unread = policies.filter((policy) => documentOf(policy, parts) === undefined);
  return {
    entries: policies.flatMap((policy) => entriesOf(policy, parts, question)),
    gaps: unread.map((policy) => `The policy of the API ${apiOf(policy)} is not known here, or is no XML.`),
  };
}

function entriesOf(policy: ResourceNode, parts: GatewayParts, question: GatewayQuestion): AccessEntry[] {
  const { directory, nodes, resources } = question;
  const document = documentOf(policy, parts);
  const api = parts.beside(policy, "Api").find((each) => apiOf(each) === apiOf(policy));
  const needsKey = api !== undefined && valueAt(api.inputs, "subscriptionRequired") !== false;
  const called =
    document && calledBy(document, parts.beside(policy, "Backend"), api && textAt(api.inputs, "serviceUrl"));
  const identities = identitiesFor(document, parts.serviceOf(policy), question);
  const admitted = document && admittedBy(document, needsKey);
  const way = wayOf(policy, document, parts, resources);
  return nodes
    .filter(({ type }) => canonicalType(type) === accountType)
    .flatMap((account) => {
      const own = called?.find(({ account: name }) => name === subdomainOf(account));
      if (called && !own) return [];
      const mayCall = ofIdentities(identities, account, question);
      // Nothing tells that the gateway calls this account.
      if (!called && mayCall === undefined) return [];
      const sure = called !== undefined && admitted !== undefined && mayCall === "yes";
      const deployments = own?.deployments;
      return principalsOf(admitted, policy, parts, directory).map((principal) => ({
        principal,
        resource: account.urn,
        verb: "call" as const,
        answer: sure ? ("yes" as const) : ("unknown" as const),
        operation: call,
        ...(sure && { pattern: deployments?.join(", ") ?? "any deployment" }),
        holding: holdingOf(policy, principal, way, admitted),
        reach: "direct" as const,
        path: "gateway" as const,
        gateway: { ...way, ...(deployments && { deployments }) },
      }));
    });
}

function holdingOf(
  policy: ResourceNode,
  principal: string,
  { api, service }: GatewayPath,
  admitted: Admitted | undefined,
): AccessEntry["holding"] {
  const conditions = admitted?.conditions ?? [];
  return {
    urn: policy.urn,
    principal,
    role: `API ${api}`,
    known: admitted !== undefined,
    scope: service,
    eligible: false,
    conditional: conditions.length > 0,
    ...(conditions.length > 0 && { conditions }),
  };
}

function documentOf(policy: ResourceNode, parts: GatewayParts): PolicyNode | undefined {
  const value = textAt(policy.inputs, "value");
  return value === undefined ? undefined : readPolicyDocument(parts.withNamedValues(value, policy));
}

function apiOf({ inputs }: ResourceNode): string {
  return textAt(inputs, "apiId") ?? "";
}

function wayOf(
  policy: ResourceNode,
  document: PolicyNode | undefined,
  parts: GatewayParts,
  resources: readonly AccessResource[],
): GatewayPath {
  const service = parts.serviceOf(policy);
  const known = resources.find(({ urn }) => urn === service?.urn);
  const unknown: NetworkGate = { state: "unknown", because: "it stands outside of this stack", from: [] };
  return {
    service: known?.name ?? textAt(policy.inputs, "serviceName") ?? "a gateway that is not known yet",
    api: apiOf(policy),
    limits: [...limitsOfProducts(policy, parts), ...(document ? limitsIn(document) : [])],
    network: known?.network ?? unknown,
  };
}

/** What the products of an API limit. */
function limitsOfProducts(policy: ResourceNode, parts: GatewayParts): readonly string[] {
  const products = parts
    .beside(policy, "ProductApi")
    .filter((each) => apiOf(each) === apiOf(policy))
    .map(({ inputs }) => textAt(inputs, "productId"));
  return parts
    .beside(policy, "ProductPolicy")
    .filter(({ inputs }) => products.includes(textAt(inputs, "productId")))
    .flatMap((each) => {
      const document = documentOf(each, parts);
      return document ? limitsIn(document) : ["limits that are not known here"];
    });
}

/** Keys of the principals that a gateway calls models as: the identity that its policy names, else any of its own. */
function identitiesFor(
  document: PolicyNode | undefined,
  service: ResourceNode | undefined,
  { graph, directory }: GatewayQuestion,
): readonly string[] {
  const asked = document && elementsIn(document, "authentication-managed-identity");
  const named = (asked ?? []).flatMap(({ element }) => element.attributes["client-id"] ?? []);
  if (asked?.length === 0 || !service) return [];
  const own = new Set(identitiesOf(service).map(normalId));
  return graph.resources
    .filter(({ id, urn }) => (typeof id === "string" && own.has(normalId(id))) || urn === service.urn)
    .filter(({ outputs }) => named.length === 0 || isNamed(textAt(outputs, "clientId"), named))
    .flatMap(({ urn }) => directory.keyOf(urn) ?? []);
}

/** A client ID that is not known yet may be the named one. */
function isNamed(clientId: string | undefined, named: readonly string[]): boolean {
  return clientId === undefined || named.some((each) => each.toLowerCase() === clientId.toLowerCase());
}

function ofIdentities(
  identities: readonly string[],
  account: ResourceNode,
  { byRole }: GatewayQuestion,
): AccessEntry["answer"] | undefined {
  const own = byRole.filter(
    ({ principal, resource, verb }) =>
      verb === "call" && resource === account.urn && identities.includes(principal),
  );
  return own.find(({ answer }) => answer === "yes")?.answer ?? own[0]?.answer;
}

function subdomainOf({ inputs }: ResourceNode): string | undefined {
  const name = textAt(inputs, "properties.customSubDomainName") ?? textAt(inputs, "accountName");
  return name?.toLowerCase();
}

function principalsOf(
  admitted: Admitted | undefined,
  policy: ResourceNode,
  parts: GatewayParts,
  directory: Directory,
): readonly string[] {
  if (!admitted) {
    const name = `whoever the API ${apiOf(policy)} lets through`;
    return [directory.ofOthers(`${policy.urn}#callers`, name)];
  }
  return [...new Set(admitted.callers.map((caller) => keyOf(caller, policy, parts, directory)))];
}

function keyOf(caller: Caller, policy: ResourceNode, parts: GatewayParts, directory: Directory): string {
  switch (caller.kind) {
    case "application":
      return directory.ofApplication(caller.clientId, parts.sourceOf(caller.clientId, policy));
    case "group":
      return directory.ofObject(caller.id, "group");
    case "object":
      return directory.ofObject(caller.id, "other");
    case "anybody":
      return directory.ofOthers(`anybody:${caller.who}`, caller.who);
  }
}
