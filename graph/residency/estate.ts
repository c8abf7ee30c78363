import { hostOf, modelEndpoint } from "../../catalog/endpoints";
import { parseArn } from "../../catalog/arn";
import { propertyAt } from "../property-at";
import { canonicalType, isPropertyMap, Unknown } from "../types";
import type { PropertyMap, PropertyValue, ResourceGraph, ResourceNode } from "../types";
import type { Located } from "./types";

/** The stacks that data is followed through, indexed by what one resource names another with. */
export interface Estate {
  /** Resources of a stack by canonical type, or by the part of it before a `/` or `:`: `aws:bedrock/`. */
  ofType(stack: string, ...types: readonly string[]): readonly Located[];
  /** The resource with this ARM ID or ARN, in whatever stack. */
  byId(id: string): Located | undefined;
  /** The account of AI services that answers on this address. */
  byHost(url: string): Located | undefined;
  /** The resource of a type that a stack calls so: by an input such as `bucket` or `accountName`. */
  byName(stack: string, type: string, input: string, name: string): Located | undefined;
}

export function openEstate(graphs: readonly ResourceGraph[]): Estate {
  const ids = new Map<string, Located>();
  const hosts = new Map<string, Located>();
  const byType = new Map<string, Located[]>();
  for (const { stack, resources } of graphs) {
    for (const node of resources) {
      const type = typeOf(node);
      if (!node.custom && !standsElsewhere.test(type)) continue;
      const located = { stack, node };
      byType.set(`${stack} ${type}`, [...(byType.get(`${stack} ${type}`) ?? []), located]);
      for (const id of idsOf(node)) ids.set(id.toLowerCase(), located);
      const account = type === accountType ? text(node, "properties.customSubDomainName") : undefined;
      if (account !== undefined) hosts.set(account.toLowerCase(), located);
    }
  }
  const ofType = (stack: string, ...types: readonly string[]) =>
    types.flatMap((type) => byType.get(`${stack} ${type}`) ?? []);
  return {
    ofType,
    byId: (id) => ids.get(id.toLowerCase()),
    byHost: (url) => {
      const endpoint = modelEndpoint(url);
      return hosts.get(endpoint?.cloud === "azure" ? endpoint.account : (hostOf(url).split(".")[0] ?? ""));
    },
    byName: (stack, type, input, name) =>
      ofType(stack, type).find(({ node }) => text(node, input)?.toLowerCase() === name.toLowerCase()),
  };
}

/** Components in the place of what a stack takes as it stands. */
const standsElsewhere = /^cornerstone:index:Existing/;

const accountType = "azure-native:cognitiveservices:Account";

function idsOf(node: ResourceNode): string[] {
  const arn = text(node, "arn");
  return [...(typeof node.id === "string" ? [node.id] : []), ...(arn === undefined ? [] : [arn])];
}

/** The canonical type: of Azure without the API version, of AWS with its module (`aws:bedrock/guardrail:Guardrail`). */
export function typeOf({ type }: ResourceNode): string {
  return type.startsWith("aws:") ? type : canonicalType(type);
}

/** What stands at a dotted path of the inputs, else of the outputs; undefined where nothing does. */
export function valueAt(node: ResourceNode, path: string): PropertyValue | undefined {
  return propertyAt(node.inputs, path) ?? propertyAt(node.outputs, path);
}

/** A text at a path; undefined where there is none, or it is not known. */
export function text(node: ResourceNode, path: string): string | undefined {
  const value = valueAt(node, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The objects of a list at a path. */
export function listAt(node: ResourceNode, path: string): readonly PropertyMap[] {
  const value = valueAt(node, path);
  return Array.isArray(value) ? (value as readonly PropertyValue[]).filter(isPropertyMap) : [];
}

/** Whether something stands at a path that cannot be read yet. */
export function isUnknown(node: ResourceNode, path: string): boolean {
  return valueAt(node, path) instanceof Unknown;
}

/** A text of a map. */
export function textIn(map: PropertyMap, key: string): string | undefined {
  const value = propertyAt(map, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The AWS region of a resource: as it states, by its ARN, or undefined. */
export function awsRegionOf(node: ResourceNode): string | undefined {
  const stated = text(node, "region");
  if (stated !== undefined) return stated;
  const arn = text(node, "arn") ?? (typeof node.id === "string" ? node.id : "");
  return parseArn(arn)?.region || undefined;
}
