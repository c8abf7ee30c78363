import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as network from "@pulumi/azure-native/network";
import * as privatedns from "@pulumi/azure-native/privatedns";
import * as resources from "@pulumi/azure-native/resources";
import type { ResourceGraph } from "../../graph/types";
import { all, only } from "./record";

const location = "swedencentral";
const zones = [
  "privatelink.openai.azure.com",
  "privatelink.cognitiveservices.azure.com",
  "privatelink.services.ai.azure.com",
  "privatelink.vaultcore.azure.net",
  "privatelink.documents.azure.com",
  "privatelink.search.windows.net",
  "privatelink.blob.core.windows.net",
  "privatelink.file.core.windows.net",
  "privatelink.azurecr.io",
  "privatelink.api.azureml.ms",
  "privatelink.notebooks.azure.net",
];
const accountRegions = { sweden: "swedencentral", france: "francecentral" };

/** A program of another team: the network, names and accounts that an organisation has before Cornerstone comes. */
export function estate(): Promise<undefined> {
  const { name: resourceGroupName } = new resources.ResourceGroup("hub", { location });
  const virtualNetwork = new network.VirtualNetwork("spoke", {
    resourceGroupName,
    location,
    addressSpace: { addressPrefixes: ["10.9.0.0/20"] },
  });
  const group = new network.NetworkSecurityGroup("gateway", { resourceGroupName, location });
  const inNetwork = { resourceGroupName, virtualNetworkName: virtualNetwork.name };
  const endpoints = new network.Subnet("private-endpoints", { ...inNetwork, addressPrefix: "10.9.0.0/24" });
  const gateway = new network.Subnet(
    "gateway",
    { ...inNetwork, addressPrefix: "10.9.1.0/24", networkSecurityGroup: { id: group.id } },
    { dependsOn: [endpoints] },
  );
  const delegation = { name: "agents", serviceName: "Microsoft.App/environments" };
  new network.Subnet(
    "agents",
    { ...inNetwork, addressPrefix: "10.9.2.0/24", delegations: [delegation] },
    { dependsOn: [gateway] },
  );
  for (const privateZoneName of zones) {
    new privatedns.PrivateZone(privateZoneName, { resourceGroupName, privateZoneName, location: "global" });
  }
  for (const [name, region] of Object.entries(accountRegions)) {
    new cognitiveservices.Account(name, {
      resourceGroupName,
      location: region,
      accountName: `contoso-${name}`,
      kind: "OpenAI",
      sku: { name: "S0" },
      properties: { customSubDomainName: `contoso-${name}` },
    });
  }
  return Promise.resolve(undefined);
}

/** The configuration with which the examples join that estate. */
export function estateConfig(graph: ResourceGraph): Record<string, unknown> {
  const idOf = (type: string, name: string) => only(graph, `azure-native:${type}`, name).id;
  return {
    virtualNetworkId: idOf("network:VirtualNetwork", "spoke"),
    privateEndpointSubnetId: idOf("network:Subnet", "private-endpoints"),
    subnetId: idOf("network:Subnet", "gateway"),
    agentSubnetId: idOf("network:Subnet", "agents"),
    tenantId: "11111111-1111-1111-1111-111111111111",
    dnsZoneIds: Object.fromEntries(
      all(graph, "azure-native:privatedns:PrivateZone").map(({ name, id }) => [name, id]),
    ),
    accounts: Object.fromEntries(
      Object.entries(accountRegions).map(([name, region]) => [
        name,
        {
          id: idOf("cognitiveservices:Account", name),
          endpoint: `https://contoso-${name}.openai.azure.com/`,
          region,
        },
      ]),
    ),
  };
}
