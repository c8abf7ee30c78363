import { Unknown, type ResourceNode } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { endpointDnsZones as rule } from "./network-endpoint-dns-zones";

const names = [
  "privatelink.cognitiveservices.azure.com",
  "privatelink.openai.azure.com",
  "privatelink.services.ai.azure.com",
];
const accountId = armId("Microsoft.CognitiveServices/accounts", "ai");
const networkId = armId("Microsoft.Network/virtualNetworks", "vnet");
const zoneId = (zone: string) => armId("Microsoft.Network/privateDnsZones", zone);

const account = resource(
  azure.account[0],
  { resourceGroupName: "rg", accountName: "ai" },
  { name: "ai", id: accountId },
);
const network = resource(
  azure.virtualNetwork[0],
  { resourceGroupName: "rg", virtualNetworkName: "vnet" },
  { name: "vnet", id: networkId },
);
const subnet = resource(
  azure.subnet[0],
  { resourceGroupName: "rg", virtualNetworkName: "vnet", subnetName: "endpoints" },
  { name: "subnet", id: `${networkId}/subnets/endpoints` },
);
const endpoint = resource(
  azure.privateEndpoint[0],
  {
    resourceGroupName: "rg",
    privateEndpointName: "pe",
    location: "swedencentral",
    subnet: { id: `${networkId}/subnets/endpoints` },
    privateLinkServiceConnections: [{ privateLinkServiceId: accountId, groupIds: ["account"] }],
  },
  { name: "endpoint", id: armId("Microsoft.Network/privateEndpoints", "pe") },
);
const group = (zones: readonly (string | Unknown)[]) =>
  resource(
    azure.privateDnsZoneGroup[0],
    {
      resourceGroupName: "rg",
      privateEndpointName: "pe",
      privateDnsZoneConfigs: zones.map((privateDnsZoneId) => ({ privateDnsZoneId })),
    },
    { name: "group" },
  );
const zone = (name: string) =>
  resource(
    azure.privateZone[0],
    { resourceGroupName: "rg", privateZoneName: name },
    { name, id: zoneId(name) },
  );
const link = (name: string, virtualNetworkId = networkId) =>
  resource(
    azure.virtualNetworkLink[0],
    { resourceGroupName: "rg", privateZoneName: name, virtualNetwork: { id: virtualNetworkId } },
    { name: `link-${name}` },
  );
const own = (linked: readonly string[], ...others: ResourceNode[]) => [
  endpoint,
  account,
  network,
  subnet,
  ...names.map(zone),
  ...linked.map((name) => link(name)),
  ...others,
];

export const cases: RuleCases = {
  rule,
  pass: {
    "every zone is registered and linked": own(names, group(names.map(zoneId))),
    "nothing has an ID yet": [
      endpoint,
      account,
      network,
      subnet,
      ...names.map((name) => ({ ...zone(name), id: new Unknown("preview") })),
      ...names.map((name) => link(name)),
      {
        ...group(names.map(() => new Unknown("preview"))),
        propertyDependencies: { privateDnsZoneConfigs: names.map((name) => zone(name).urn) },
      },
    ],
    "the zones are the hub's": [endpoint, account, group(names.map(zoneId))],
    "the network is the hub's, too": [
      endpoint,
      account,
      ...names.map(zone),
      ...names.map((n) => link(n)),
      group(names.map(zoneId)),
    ],
  },
  fail: {
    "no zone group": [own(names), "it is not registered in privatelink.cognitiveservices.azure.com"],
    "one zone of three": [
      own(names, group([zoneId("privatelink.cognitiveservices.azure.com")])),
      "privatelink.openai.azure.com, privatelink.services.ai.azure.com",
    ],
    "one zone is not linked": [
      own(names.slice(1), group(names.map(zoneId))),
      "privatelink.cognitiveservices.azure.com is not linked",
    ],
    "it is linked to another network": [
      own(names.slice(1), group(names.map(zoneId)), link(names[0] ?? "", `${networkId}-2`)),
      "is not linked to the network",
    ],
  },
  unknown: {
    "a zone that may be any": own(names, group([...names.slice(1).map(zoneId), new Unknown("preview")])),
    "a service that the catalog does not know": [
      resource(azure.privateEndpoint[0], {
        privateLinkServiceConnections: [
          { privateLinkServiceId: armId("Microsoft.Contoso/widgets", "w"), groupIds: ["widget"] },
        ],
      }),
    ],
  },
  notApplicable: {
    "Azure Policy registers endpoints": { resources: own(names), declaration: { privateDns: "policy" } },
  },
};
