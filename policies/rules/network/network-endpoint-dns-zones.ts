import { privateDnsZones } from "../../../catalog/private-dns-zones";
import { ours } from "../../controls";
import { armTypeOfId, armTypeOfResource } from "../../arm-id";
import type { GraphReader, GraphRule, Reference, Subject } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, unknown } from "../../verdicts";

export const endpointDnsZones: GraphRule = {
  id: "CS-0005",
  name: "network-endpoint-dns-zones",
  title:
    "Private endpoints are registered in every DNS zone of their service, and the zones are linked to the network.",
  severity: "high",
  why: "An AI account answers on three host names. One that is missing in private DNS resolves to the public address, which is closed: calls fail, or go round the private network where it is not. Azure's built-in policy registers one of the three.",
  fix: {
    text: "Put a zone group with every zone of the service on the endpoint, and link each zone to the network.",
    code: `new network.PrivateDnsZoneGroup(name, {
  privateEndpointName: endpoint.name,
  privateDnsZoneConfigs: zones.map(({ name, id }) => ({ name, privateDnsZoneId: id })),
});`,
  },
  controls: [
    ...ours("mcsb", "NS-2", "NS-10"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["azure-policy:c4bc6f10-cb41-49eb-b000-d5ab82e2a091"],
  url: "https://learn.microsoft.com/azure/private-link/private-endpoint-dns",
  scope: "graph",
  types: azure.privateEndpoint,
  check: (endpoint, graph, { declaration }) => {
    if (declaration.privateDns === "policy")
      return notApplicable("Azure Policy of the organisation registers endpoints");
    const required = requiredZones(endpoint, graph);
    if (required === undefined) return unknown("the catalog does not know the DNS zones of its service");
    const registered = registeredZones(endpoint, graph);
    const missing = required.filter((zone) => !registered.has(zone));
    if (missing.length > 0) return fail(`it is not registered in ${missing.join(", ")}`);
    const unlinked = required.filter((zone) => {
      const { target } = registered.get(zone) ?? {};
      return target !== undefined && !isLinked(target, endpoint, graph);
    });
    return unlinked.length > 0
      ? fail(`${unlinked.join(", ")} is not linked to the network of the endpoint`)
      : pass;
  },
};

/** Zones of every service and sub-resource that the endpoint leads to; undefined for one that nobody knows. */
function requiredZones(endpoint: Subject, graph: GraphReader): readonly string[] | undefined {
  const path = "privateLinkServiceConnections";
  const services = graph.references(endpoint, `${path}[].privateLinkServiceId`, ["*"]);
  const zones = graph
    .inputs(endpoint)
    .list(path)
    .flatMap((connection, index) =>
      connection.strings("groupIds").map((groupId) => {
        const service = services[index];
        const type = service && armTypeOf(service);
        const location = graph.inputs(endpoint).string("location");
        return type === undefined ? undefined : privateDnsZones(type, groupId, location);
      }),
    );
  return zones.every((each) => each !== undefined) ? zones.flat() : undefined;
}

function armTypeOf({ id, target }: Reference): string | undefined {
  return (target && armTypeOfResource(target)) ?? (id === undefined ? undefined : armTypeOfId(id));
}

/** Name of each zone in the endpoint's zone groups, and what the entry refers to. */
function registeredZones(endpoint: Subject, graph: GraphReader): ReadonlyMap<string, Reference> {
  const path = "privateDnsZoneConfigs[].privateDnsZoneId";
  const zones = graph
    .referrers(endpoint, azure.privateDnsZoneGroup, "privateEndpointName")
    .flatMap((group) => graph.references(group, path, azure.privateZone));
  return new Map(zones.map((zone) => [zoneName(zone, graph), zone]));
}

function zoneName({ id, target }: Reference, graph: GraphReader): string {
  const name = (target && graph.inputs(target).string("privateZoneName")) ?? id?.split("/").pop() ?? "";
  return name.toLowerCase();
}

function isLinked(zone: Subject, endpoint: Subject, graph: GraphReader): boolean {
  const [subnet] = graph.references(endpoint, "subnet.id", azure.subnet);
  const home = subnet && networkOf(subnet, graph);
  return graph.someReferrer(zone, azure.virtualNetworkLink, "privateZoneName", (link) =>
    graph
      .references(link, "virtualNetwork.id", azure.virtualNetwork)
      .some((network) => home !== undefined && isSame(network, home)),
  );
}

/** The network of a subnet: by the subnet's own resource, else by its ID. */
function networkOf({ id, target }: Reference, graph: GraphReader): Reference | undefined {
  if (target) return graph.references(target, "virtualNetworkName", azure.virtualNetwork)[0];
  return id === undefined ? undefined : { id: id.replace(/\/subnets\/[^/]+$/i, "") };
}

function isSame(left: Reference, right: Reference): boolean {
  if (left.target && right.target) return left.target.urn === right.target.urn;
  const [leftId, rightId] = [left, right].map(({ id, target }) => (target ? target.id : id));
  return (
    typeof leftId === "string" &&
    typeof rightId === "string" &&
    leftId.toLowerCase() === rightId.toLowerCase()
  );
}
