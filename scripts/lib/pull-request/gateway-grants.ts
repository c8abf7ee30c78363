import { policyCallers, type Caller } from "../../../graph/access/index";
import type { Names } from "../../../graph/names";
import { canonicalType } from "../../../graph/types";
import type { PropertyValue, ResourceGraph, ResourceNode, Urn } from "../../../graph/types";
import type { Grant } from "../../reports/pull-request/model";

const api = (type: string): string => `azure-native:apimanagement:${type}`;

/**
 * Whom the APIs of gateways let in: behind a gateway, callers hold no role on an account. A policy that is not known yet, or not
 * understood, is told as such.
 *
 * @param groups names of groups by object ID in lower case
 */
export function gatewayGrants(
  graph: ResourceGraph,
  names: Names,
  groups: ReadonlyMap<string, string>,
): readonly Grant[] {
  const nodes = new Map<Urn, ResourceNode>(graph.resources.map((node) => [node.urn, node]));
  const ofType = (type: string) => graph.resources.filter((node) => canonicalType(node.type) === api(type));
  const [values, apis] = [ofType("NamedValue"), ofType("Api")];
  const identityOf = (gateway: unknown, name: string): string => {
    const value = values.find(
      ({ inputs }) => inputs["serviceName"] === gateway && inputs["namedValueId"] === name,
    );
    const identity = (value?.propertyDependencies["value"] ?? [])
      .map((urn) => nodes.get(urn))
      .find((node) => node?.type.endsWith(":UserAssignedIdentity"));
    return identity ? names.full(identity) : textOf(value?.inputs["value"]);
  };
  return ofType("ApiPolicy").flatMap(({ inputs, name }): readonly Grant[] => {
    const gateway = inputs["serviceName"];
    const target = apis.find(
      (node) => node.inputs["serviceName"] === gateway && node.inputs["apiId"] === inputs["apiId"],
    );
    const grant = (principal: string): Grant => ({
      principal,
      role: "call through the gateway",
      scope: target ? names.full(target) : name,
      administers: false,
    });
    const policy = inputs["value"];
    if (typeof policy !== "string") return [grant(textOf(policy))];
    const callers = policyCallers(policy, target?.inputs["subscriptionRequired"] !== false);
    if (!callers) return [grant("callers that its policy decides on, in a way that is not known here")];
    const principals = callers.map((caller) => principalOf(caller, (value) => identityOf(gateway, value)));
    return [...new Set(principals)].map(grant);
  });

  function principalOf(caller: Caller, named: (namedValue: string) => string): string {
    if (caller.kind === "anybody") return caller.who;
    if (caller.kind !== "application")
      return groups.get(caller.id.toLowerCase()) ?? `${caller.kind} ${caller.id}`;
    const namedValue = /^\{\{([\w.-]+)\}\}$/.exec(caller.clientId)?.[1];
    return namedValue === undefined ? `application ${caller.clientId}` : named(namedValue);
  }
}

function textOf(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : "[not known yet]";
}
