import { canonicalType, Unknown } from "../types";
import type { PropertyMap, PropertyValue, ResourceGraph, ResourceNode } from "../types";
import type { KeyPath, NetworkGate } from "./model";
import { normalId, objectsAt, textAt, textsAt, valueAt } from "./read";
import type { AccessService, NetworkSetting } from "./services";

/** Whether keys of a resource work; undefined where its service has none. */
export function keyPathOf(node: ResourceNode, { keys }: AccessService): KeyPath | undefined {
  if (!keys) return undefined;
  const value = valueAt(node.inputs, keys.property);
  const name = keys.property.split(".").at(-1) ?? keys.property;
  if (value instanceof Unknown) return { state: "unknown", because: `${name} is not known yet` };
  if (typeof value !== "boolean") {
    const state = keys.offByDefault ? "off" : "on";
    return { state, because: `${name} is not set, so keys are ${state}` };
  }
  return { state: value === keys.off ? "off" : "on", because: `${name} is ${value}` };
}

/** From where a resource can be reached, by its own settings and the private endpoints that lead to it. */
export function networkGateOf(
  node: ResourceNode,
  { network }: AccessService,
  endpoints: PrivateEndpoints,
): NetworkGate {
  const from = endpoints.networksOf(node);
  return { ...stateOf(node.inputs, network, from.length > 0), from };
}

function stateOf(
  inputs: PropertyMap,
  setting: NetworkSetting,
  reachable: boolean,
): Pick<NetworkGate, "state" | "because"> {
  if ("always" in setting) return { state: setting.always, because: setting.because };
  if ("virtualNetworkType" in setting) {
    const type = valueAt(inputs, setting.virtualNetworkType);
    if (type === "Internal") return { state: "private", because: "virtualNetworkType is Internal" };
    const said = typeof type === "string" ? type : "not set";
    return {
      state: type instanceof Unknown ? "unknown" : "public",
      because: `virtualNetworkType is ${said}`,
    };
  }
  const name = setting.publicAccess.split(".").at(-1) ?? setting.publicAccess;
  const access = valueAt(inputs, setting.publicAccess);
  if (access instanceof Unknown) return { state: "unknown", because: `${name} is not known yet` };
  if (typeof access === "string" && /^(disabled|securedbyperimeter)$/i.test(access))
    return reachable
      ? { state: "private", because: `${name} is ${access}` }
      : {
          state: "closed",
          because: `${name} is ${access}, and no private endpoint of this stack leads to it`,
        };
  const said = typeof access === "string" ? `is ${access}` : "is not set";
  const allowed = allowList(inputs, setting);
  return allowed === undefined
    ? { state: "public", because: `${name} ${said}, and no firewall rule narrows it` }
    : { state: "allowList", because: `${name} ${said}, for ${allowed}` };
}

/** What a firewall lets in; undefined where there is none, or it lets in everybody. */
function allowList(
  inputs: PropertyMap,
  { rules, addresses }: Extract<NetworkSetting, { publicAccess: string }>,
): string | undefined {
  if (addresses !== undefined) {
    const list = addressesAt(inputs, addresses);
    return list.length > 0 ? counted(list.length, "address range") : undefined;
  }
  if (rules === undefined || textAt(inputs, `${rules}.defaultAction`)?.toLowerCase() !== "deny")
    return undefined;
  const ranges = addressesAt(inputs, `${rules}.ipRules`).length;
  const subnets = objectsAt(inputs, `${rules}.virtualNetworkRules`).length;
  return `${counted(ranges, "address range")} and ${counted(subnets, "subnet")}`;
}

function addressesAt(inputs: PropertyMap, path: string): readonly (string | PropertyMap)[] {
  return [...textsAt(inputs, path), ...objectsAt(inputs, path)];
}

/** Which networks have private endpoints to which resources. */
export interface PrivateEndpoints {
  networksOf(node: ResourceNode): readonly string[];
}

const linkTypes = ["azure-native:network:PrivateEndpoint", "azure-native:network:InterfaceEndpoint"];

/** Reads the private endpoints of a graph; those to a private link scope count for whatever the scope holds. */
export function openPrivateEndpoints(graph: ResourceGraph): PrivateEndpoints {
  const networks = new Map<string, Set<string>>();
  const add = (target: string, network: string): void => {
    const key = normalId(target);
    networks.set(key, (networks.get(key) ?? new Set()).add(network));
  };
  for (const node of graph.resources) {
    if (!linkTypes.includes(canonicalType(node.type))) continue;
    const network = networkOf(node);
    for (const connection of [
      ...objectsAt(node.inputs, "privateLinkServiceConnections"),
      ...objectsAt(node.inputs, "manualPrivateLinkServiceConnections"),
    ]) {
      const target = textAt(connection, "privateLinkServiceId");
      if (target !== undefined) add(target, network);
    }
  }
  for (const node of graph.resources) {
    if (!canonicalType(node.type).endsWith(":PrivateLinkScopedResource")) continue;
    const linked = textAt(node.inputs, "linkedResourceId");
    const scope = typeof node.id === "string" ? /^(.*)\/scopedresources\//i.exec(node.id)?.[1] : undefined;
    if (linked === undefined || scope === undefined) continue;
    for (const network of networks.get(normalId(scope)) ?? []) add(linked, network);
  }
  return {
    networksOf: ({ id }) => (typeof id === "string" ? [...(networks.get(normalId(id)) ?? [])].sort() : []),
  };
}

/** The name of the network in which an endpoint stands. */
function networkOf({ inputs }: ResourceNode): string {
  const subnet: PropertyValue | undefined = valueAt(inputs, "subnet.id");
  const name = typeof subnet === "string" ? /\/virtualNetworks\/([^/]+)\//i.exec(subnet)?.[1] : undefined;
  return name ?? "a network that is not known yet";
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
