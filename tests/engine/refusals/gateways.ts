import { type Declared, type Row, azure, of } from "./row";

const service = (more: object = {}, after: readonly string[] = []): Declared =>
  azure(
    "service",
    "apimanagement:ApiManagementService",
    {
      serviceName: "{slug}-gate",
      sku: { name: "Premium", capacity: 1 },
      publisherEmail: "platform@contoso.example",
      publisherName: "contoso",
      ...more,
    },
    after,
  );
const inService = (
  as: string,
  type: string,
  inputs: Declared["inputs"],
  after: readonly string[] = ["service"],
): Declared => azure(as, `apimanagement:${type}`, { serviceName: "{slug}-gate", ...inputs }, after);

const vnet = azure("net", "network:VirtualNetwork", {
  virtualNetworkName: "{slug}-net",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const subnet = (more: object = {}): Declared =>
  azure(
    "inside",
    "network:Subnet",
    { virtualNetworkName: "{slug}-net", subnetName: "inside", addressPrefix: "10.0.1.0/24", ...more },
    ["net"],
  );
const nsg = azure("nsg", "network:NetworkSecurityGroup", { networkSecurityGroupName: "{slug}-nsg" });
const guarded = subnet({ networkSecurityGroup: { id: of("nsg") } });
const inside = service({
  virtualNetworkType: "Internal",
  virtualNetworkConfiguration: { subnetResourceId: of("inside") },
});
const endpoint = azure("endpoint", "network:PrivateEndpoint", {
  privateEndpointName: "{slug}-pe",
  subnet: { id: of("inside") },
  privateLinkServiceConnections: [
    { name: "gateway", privateLinkServiceId: of("service"), groupIds: ["Gateway"] },
  ],
});

const api = inService("api", "Api", { apiId: "shop", path: "shop/openai", displayName: "shop" });
const product = inService(
  "product",
  "Product",
  { productId: "shop", displayName: "shop", subscriptionRequired: true },
  ["api"],
);
const inProduct = inService("link", "ProductApi", { productId: "shop", apiId: "shop" }, ["product"]);
const backend = inService(
  "backend",
  "Backend",
  { backendId: "chat", url: "https://ai.openai.azure.com/openai", protocol: "http" },
  ["api"],
);
const policy = inService(
  "policy",
  "ApiPolicy",
  {
    apiId: "shop",
    policyId: "policy",
    value: '<policies><inbound><set-backend-service backend-id="chat"/></inbound></policies>',
  },
  ["api", "backend"],
);
const value = (after: readonly string[]): Declared =>
  inService("value", "NamedValue", { namedValueId: "region", displayName: "region", value: "eu" }, after);

const store = azure("store", "cosmosdb:DatabaseAccount", {
  accountName: "{slug}-store",
  databaseAccountOfferType: "Standard",
  locations: [{ locationName: "swedencentral", failoverPriority: 0 }],
});

/** API Management. */
export const gateways: readonly Row[] = [
  {
    name: "a service that is closed from the start",
    proves: "400 ActivateServiceWithPrivateEndpointAccessNotAllowed behaviours/apimanagement.ts",
    says: "is not enabled during service creation.",
    refused: [service({ publicNetworkAccess: "Disabled" })],
    recovered: [service()],
  },
  {
    name: "fewer units than zones",
    proves: "400 InvalidParameters behaviours/apimanagement.ts",
    says: "The number of scale units '1' must be at least the number of availability zones '2'.",
    refused: [service({ zones: ["1", "2"] })],
    recovered: [service({ zones: ["1", "2"], sku: { name: "Premium", capacity: 2 } })],
  },
  {
    name: "a service in a subnet without a security group",
    proves: "400 NetworkSecurityGroupNotAssociatedWithSubnet behaviours/apimanagement.ts",
    says: "A Network Security Group must be associated with the subnet",
    before: [vnet, nsg, subnet()],
    refused: [vnet, nsg, subnet(), inside],
    recovered: [vnet, nsg, guarded, inside],
  },
  {
    name: "a service that is closed before it has an endpoint",
    proves: "400 NotSupported behaviours/apimanagement.ts",
    says: "is not supported if the service does not atleast one approved Private Endpoint Connections.",
    before: [vnet, subnet(), service()],
    refused: [vnet, subnet(), service({ publicNetworkAccess: "Disabled" })],
    recovered: [vnet, subnet(), service(), endpoint],
  },
  {
    name: "a policy that names a backend which there is not",
    proves: "400 ValidationError behaviours/apimanagement.ts",
    says: "Error in element 'set-backend-service': Backend with id 'chat' could not be found.",
    before: [service(), api],
    refused: [service(), api, policy],
    recovered: [service(), api, backend, policy],
  },
  {
    name: "a backend that goes before the policy which names it",
    proves: "400 ValidationError behaviours/apimanagement.ts",
    says: "'chat' is used by apis/shop/policies/policy and cannot be deleted.",
    before: [service(), api, backend, policy],
    refused: [service(), api, policy],
    recovered: [service(), api, backend],
  },
  {
    name: "an API in a product that it is not of",
    proves: "404 ResourceNotFound behaviours/apimanagement.ts",
    says: "API not found.",
    before: [service(), { ...product, after: ["service"] }],
    refused: [service(), { ...product, after: ["service"] }, inProduct],
    recovered: [
      service(),
      { ...product, after: ["service"] },
      { ...api, after: ["product"] },
      { ...inProduct, after: ["api"] },
    ],
  },
  {
    name: "a name that a service has",
    proves: "409 ServiceAlreadyExists behaviours/apimanagement.ts",
    says: "Api service already exists: {slug}-gate",
    before: [
      service(),
      azure("there", "resources:ResourceGroup", { resourceGroupName: "{slug}-b", location: "westeurope" }),
    ],
    refused: [
      service(),
      azure("there", "resources:ResourceGroup", { resourceGroupName: "{slug}-b", location: "westeurope" }),
      { ...service({ resourceGroupName: "{slug}-b" }, ["there"]), as: "second" },
    ],
    recovered: [
      service(),
      azure("there", "resources:ResourceGroup", { resourceGroupName: "{slug}-b", location: "westeurope" }),
      {
        ...service({ resourceGroupName: "{slug}-b", serviceName: "{slug}-b-gate" }, ["there"]),
        as: "second",
      },
    ],
  },
  {
    name: "a service in place of one that was deleted, which is restored",
    proves: "409 ServiceAlreadyExistsInSoftDeletedState behaviours/apimanagement.ts",
    says: "Api service {slug}-gate was soft-deleted.",
    before: [service()],
    refused: [service({ location: "westeurope" })],
    recovered: [service({ restore: true })],
  },
  {
    name: "a write into a service that is changing",
    proves: "409 ServiceLocked behaviours/apimanagement.ts",
    says: "The API Service {slug}-gate is transitioning at this time.",
    before: [service()],
    // The service takes two seconds to change, and the store a quarter of one to be made: nothing tells the engine to wait for the first.
    refused: [service({ notificationSenderEmail: "gate@contoso.example" }), store, value(["store"])],
    recovered: [service({ notificationSenderEmail: "gate@contoso.example" }), store, value(["service"])],
  },
];
