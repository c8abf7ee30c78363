import type { Names } from "../../../graph/names";
import { canonicalType } from "../../../graph/types";
import type { PropertyValue, ResourceGraph, ResourceNode, Urn } from "../../../graph/types";
import type { Grant } from "../../reports/pull-request/model";

const api = (type: string): string => `azure-native:apimanagement:${type}`;

/** The comparisons by which the policy of an API lets its callers in (components/gateway/policies/caller-check.ts). */
const application = /GetValueOrDefault\("(?:azp|appid)", ""\) == "\{\{([\w-]+)\}\}"/g;
const member = /GetValueOrDefault\("groups", ""\)\.Split\(','\)\.Contains\("([^"]+)"\)/g;

/**
 * Whom the APIs of gateways let in: behind a gateway, callers hold no role on an account. A policy that is not known yet is told
 * as such.
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
    const text = policy.replaceAll("&quot;", '"');
    const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, one = ""]) => one);
    return [
      ...[...new Set(found(application))].map((value) => grant(identityOf(gateway, value))),
      ...found(member).map((id) => grant(groups.get(id.toLowerCase()) ?? `group ${id}`)),
    ];
  });
}

function textOf(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : "[not known yet]";
}
