import type { ResourceType } from "./resource-type";

const zone =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/privateDnsZones/{privateZoneName}";

/** Source: azure-rest-api-specs privatedns/resource-manager 2024-06-01. */
export const privatedns: readonly ResourceType[] = [
  {
    token: "azure-native:privatedns:PrivateZone",
    path: zone,
    autoName: { privateZoneName: "random" },
    rules: { privateZoneName: { min: 1, max: 253 } },
    computed: {
      etag: "{guid:etag}",
      "properties.provisioningState": "Succeeded",
      "properties.internalId": "{hex32:internal}",
      "properties.maxNumberOfRecordSets": 25_000,
      "properties.maxNumberOfVirtualNetworkLinks": 1_000,
      "properties.maxNumberOfVirtualNetworkLinksWithRegistration": 100,
      "properties.numberOfRecordSets": 1,
      "properties.numberOfVirtualNetworkLinks": 0,
      "properties.numberOfVirtualNetworkLinksWithRegistration": 0,
    },
    seconds: 20,
  },
  {
    token: "azure-native:privatedns:VirtualNetworkLink",
    path: `${zone}/virtualNetworkLinks/{virtualNetworkLinkName}`,
    autoName: { virtualNetworkLinkName: "copy" },
    rules: { virtualNetworkLinkName: { min: 1, max: 80 } },
    forceNew: ["virtualNetwork.id"],
    defaults: { "properties.registrationEnabled": false, "properties.resolutionPolicy": "Default" },
    computed: {
      etag: "{guid:etag}",
      "properties.provisioningState": "Succeeded",
      "properties.virtualNetworkLinkState": "Completed",
    },
    seconds: 20,
  },
  {
    token: "azure-native:privatedns:PrivateRecordSet",
    path: `${zone}/{recordType}/{relativeRecordSetName}`,
    autoName: { relativeRecordSetName: "copy" },
    computed: {
      etag: "{guid:etag}",
      "properties.fqdn": "{name}.{parentName}.",
      "properties.isAutoRegistered": false,
    },
    seconds: 1,
  },
];
