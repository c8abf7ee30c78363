import { canonicalType, Unknown } from "../../types";
import type { ResourceGraph, ResourceNode, Urn } from "../../types";
import { objectsAt, textAt, valueAt } from "../read";

const prefix = "azure-native:apimanagement:";

/** What a gateway of a graph consists of, each part found whether or not its name is known yet. */
export interface GatewayParts {
  /** The service that a part belongs to. */
  serviceOf(part: ResourceNode): ResourceNode | undefined;
  /** Parts of a kind in the same service, e.g. `Backend`. */
  beside(part: ResourceNode, kind: string): readonly ResourceNode[];
  /** A text with the named values that it refers to; those that are not known stay as they are: `{{name}}`. */
  withNamedValues(text: string, part: ResourceNode): string;
  /** The resource that a named value which is not known yet comes from. */
  sourceOf(reference: string, part: ResourceNode): Urn | undefined;
}

export function openGateways(graph: ResourceGraph): GatewayParts {
  const ofKind = (kind: string): readonly ResourceNode[] =>
    graph.resources.filter(({ type }) => canonicalType(type) === `${prefix}${kind}`);
  const services = ofKind("ApiManagementService");
  const serviceKey = (part: ResourceNode): string | undefined =>
    textAt(part.inputs, "serviceName") ??
    services.find(({ urn }) => (part.propertyDependencies["serviceName"] ?? []).includes(urn))?.urn;
  const beside: GatewayParts["beside"] = (part, kind) => {
    const key = serviceKey(part);
    return ofKind(kind).filter((each) => key !== undefined && serviceKey(each) === key);
  };
  const namedValue = (name: string, part: ResourceNode): ResourceNode | undefined =>
    beside(part, "NamedValue").find(
      ({ inputs }) => (textAt(inputs, "displayName") ?? textAt(inputs, "namedValueId")) === name,
    );
  return {
    serviceOf(part) {
      const key = serviceKey(part);
      return services.find(({ urn, inputs }) => urn === key || textAt(inputs, "serviceName") === key);
    },
    beside,
    withNamedValues: (text, part) =>
      text.replaceAll(/\{\{([\w.-]+)\}\}/g, (reference, name: string) => {
        const found = namedValue(name, part);
        const value = found && isOpen(found) ? textAt(found.inputs, "value") : undefined;
        return value ?? reference;
      }),
    sourceOf(reference, part) {
      const name = /^\{\{([\w.-]+)\}\}$/.exec(reference)?.[1];
      const found = name === undefined ? undefined : namedValue(name, part);
      return found?.propertyDependencies["value"]?.[0];
    },
  };
}

/** A secret is in no answer, whatever it says. */
function isOpen({ inputs }: ResourceNode): boolean {
  return valueAt(inputs, "secret") !== true;
}

/** The backends of a pool, or the one that is none. */
export function membersOf(backend: ResourceNode, backends: readonly ResourceNode[]): readonly ResourceNode[] {
  const services = objectsAt(backend.inputs, "pool.services");
  if (services.length === 0) return [backend];
  const ids = services.map((each) => valueAt(each, "id"));
  const from = ids.some((id) => id instanceof Unknown) ? (backend.propertyDependencies["pool"] ?? []) : [];
  return backends.filter(
    ({ id, urn }) =>
      from.includes(urn) ||
      (typeof id === "string" && ids.some((each) => typeof each === "string" && same(each, id))),
  );
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
