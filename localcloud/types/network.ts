import type { ResourceType } from "./resource-type";

const group = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";
const network_ = `${group}/providers/Microsoft.Network`;

const succeeded = { etag: 'W/"{revision}"', "properties.provisioningState": "Succeeded" };
const withGuid = { ...succeeded, "properties.resourceGuid": "{guid:resource}" };

const nameRule = { min: 1, max: 80, pattern: "^[a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?$" };

/** Sources: azure-rest-api-specs network/resource-manager; name rules of Microsoft.Network on Microsoft Learn. */
export const network: readonly ResourceType[] = [
  {
    token: "azure-native:network:VirtualNetwork",
    path: `${network_}/virtualNetworks/{virtualNetworkName}`,
    autoName: { virtualNetworkName: "random" },
    rules: { virtualNetworkName: { ...nameRule, min: 2, max: 64 } },
    maintained: ["subnets", "virtualNetworkPeerings"],
    nested: ["subnets", "subnets.delegations", "virtualNetworkPeerings"],
    defaults: { "properties.enableDdosProtection": false },
    computed: withGuid,
    seconds: 4,
    creating: "Updating",
  },
  {
    token: "azure-native:network:Subnet",
    path: `${network_}/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}`,
    autoName: { subnetName: "copy" },
    rules: { subnetName: nameRule },
    nested: ["delegations"],
    defaults: {
      "properties.delegations": [],
      "properties.privateEndpointNetworkPolicies": "Disabled",
      "properties.privateLinkServiceNetworkPolicies": "Enabled",
    },
    computed: succeeded,
    seconds: 4,
    creating: "Updating",
  },
  {
    token: "azure-native:network:NetworkSecurityGroup",
    path: `${network_}/networkSecurityGroups/{networkSecurityGroupName}`,
    autoName: { networkSecurityGroupName: "random" },
    rules: { networkSecurityGroupName: nameRule },
    maintained: ["securityRules"],
    nested: ["securityRules"],
    defaults: { "properties.securityRules": [] },
    computed: withGuid,
    creating: "Updating",
  },
  {
    token: "azure-native:network:SecurityRule",
    path: `${network_}/networkSecurityGroups/{networkSecurityGroupName}/securityRules/{securityRuleName}`,
    autoName: { securityRuleName: "copy" },
    rules: { securityRuleName: nameRule },
    computed: succeeded,
    creating: "Updating",
  },
  {
    token: "azure-native:network:PrivateEndpoint",
    path: `${network_}/privateEndpoints/{privateEndpointName}`,
    autoName: { privateEndpointName: "random" },
    rules: { privateEndpointName: nameRule },
    forceNew: ["subnet.id"],
    nested: ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"],
    defaults: {
      "properties.manualPrivateLinkServiceConnections": [],
      "properties.customDnsConfigs": [],
      "properties.customNetworkInterfaceName": "",
    },
    computed: succeeded,
    seconds: 20,
    creating: "Updating",
  },
  {
    token: "azure-native:network:PrivateDnsZoneGroup",
    path: `${network_}/privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}`,
    autoName: { privateDnsZoneGroupName: "copy" },
    nested: ["privateDnsZoneConfigs"],
    computed: succeeded,
    seconds: 5,
    creating: "Updating",
  },
  {
    token: "azure-native:network:RouteTable",
    path: `${network_}/routeTables/{routeTableName}`,
    autoName: { routeTableName: "random" },
    rules: { routeTableName: nameRule },
    maintained: ["routes"],
    nested: ["routes"],
    defaults: { "properties.disableBgpRoutePropagation": false, "properties.routes": [] },
    computed: withGuid,
    creating: "Updating",
  },
  {
    token: "azure-native:network:PublicIPAddress",
    path: `${network_}/publicIPAddresses/{publicIpAddressName}`,
    autoName: { publicIpAddressName: "random" },
    rules: { publicIpAddressName: nameRule },
    computed: withGuid,
    creating: "Updating",
  },
  {
    token: "azure-native:network:NatGateway",
    path: `${network_}/natGateways/{natGatewayName}`,
    autoName: { natGatewayName: "random" },
    rules: { natGatewayName: nameRule },
    computed: withGuid,
    creating: "Updating",
  },
  {
    token: "azure-native:network:VirtualNetworkPeering",
    path: `${network_}/virtualNetworks/{virtualNetworkName}/virtualNetworkPeerings/{virtualNetworkPeeringName}`,
    autoName: { virtualNetworkPeeringName: "copy" },
    rules: { virtualNetworkPeeringName: nameRule },
    computed: {
      ...withGuid,
      "properties.peeringState": "Initiated",
      "properties.peeringSyncLevel": "FullyInSync",
    },
    creating: "Updating",
  },
  {
    token: "azure-native:network:NetworkWatcher",
    path: `${network_}/networkWatchers/{networkWatcherName}`,
    autoName: { networkWatcherName: "random" },
    rules: { networkWatcherName: nameRule },
    computed: succeeded,
  },
  {
    token: "azure-native:network:FlowLog",
    path: `${network_}/networkWatchers/{networkWatcherName}/flowLogs/{flowLogName}`,
    autoName: { flowLogName: "random" },
    rules: { flowLogName: nameRule },
    forceNew: ["targetResourceId"],
    defaults: { "properties.enabled": true, "properties.format": { type: "JSON", version: 2 } },
    computed: { ...succeeded, "properties.targetResourceGuid": "{guid:target}" },
    creating: "Updating",
  },
];
