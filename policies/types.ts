/**
 * The type tokens that rules ask for, current one first, then the ones of older SDKs. A token with an API version in
 * it is brought to one of these by `canonicalType`. A test compares the first of each with the class in the SDK.
 */
export const azure = {
  account: ["azure-native:cognitiveservices:Account"],
  deployment: ["azure-native:cognitiveservices:Deployment"],
  raiPolicy: ["azure-native:cognitiveservices:RaiPolicy"],
  raiBlocklist: ["azure-native:cognitiveservices:RaiBlocklist"],
  vault: ["azure-native:keyvault:Vault"],
  key: ["azure-native:keyvault:Key"],
  secret: ["azure-native:keyvault:Secret"],
  storageAccount: ["azure-native:storage:StorageAccount"],
  blobServiceProperties: ["azure-native:storage:BlobServiceProperties"],
  blobContainer: ["azure-native:storage:BlobContainer"],
  privateEndpoint: ["azure-native:network:PrivateEndpoint", "azure-native:network:InterfaceEndpoint"],
  privateDnsZoneGroup: ["azure-native:network:PrivateDnsZoneGroup"],
  privateZone: ["azure-native:privatedns:PrivateZone", "azure-native:network:PrivateZone"],
  virtualNetworkLink: [
    "azure-native:privatedns:VirtualNetworkLink",
    "azure-native:network:VirtualNetworkLink",
  ],
  virtualNetwork: ["azure-native:network:VirtualNetwork"],
  subnet: ["azure-native:network:Subnet"],
  networkInterface: ["azure-native:network:NetworkInterface"],
  networkSecurityGroup: ["azure-native:network:NetworkSecurityGroup"],
  securityRule: ["azure-native:network:SecurityRule"],
  roleAssignment: ["azure-native:authorization:RoleAssignment"],
  roleDefinition: ["azure-native:authorization:RoleDefinition"],
  lockByScope: ["azure-native:authorization:ManagementLockByScope"],
  userAssignedIdentity: ["azure-native:managedidentity:UserAssignedIdentity"],
  federatedCredential: ["azure-native:managedidentity:FederatedIdentityCredential"],
  diagnosticSetting: ["azure-native:monitor:DiagnosticSetting", "azure-native:insights:DiagnosticSetting"],
  workspace: ["azure-native:operationalinsights:Workspace"],
  component: ["azure-native:applicationinsights:Component", "azure-native:insights:Component"],
  privateLinkScope: ["azure-native:monitor:PrivateLinkScope", "azure-native:insights:PrivateLinkScope"],
  apiManagement: ["azure-native:apimanagement:ApiManagementService"],
  apiManagementApi: ["azure-native:apimanagement:Api"],
  apiManagementApiPolicy: ["azure-native:apimanagement:ApiPolicy"],
  apiManagementBackend: ["azure-native:apimanagement:Backend"],
  apiManagementDiagnostic: [
    "azure-native:apimanagement:Diagnostic",
    "azure-native:apimanagement:ApiDiagnostic",
  ],
  apiManagementNamedValue: ["azure-native:apimanagement:NamedValue"],
  apiManagementProduct: ["azure-native:apimanagement:Product"],
  apiManagementProductPolicy: ["azure-native:apimanagement:ProductPolicy"],
  budget: ["azure-native:consumption:Budget", "azure-native:costmanagement:Budget"],
  resourceGroup: ["azure-native:resources:ResourceGroup"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** The component under which a stack of this project stands, and whose inputs declare its intent. */
export const platformType = "cornerstone:index:Platform";
