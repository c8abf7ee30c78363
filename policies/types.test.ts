import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as databricks from "@pulumi/azure-native/databricks";
import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices";
import * as security from "@pulumi/azure-native/security";
import * as search from "@pulumi/azure-native/search";
import * as cosmosdb from "@pulumi/azure-native/cosmosdb";
import * as app from "@pulumi/azure-native/app";
import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as authorization from "@pulumi/azure-native/authorization";
import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as consumption from "@pulumi/azure-native/consumption";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as monitor from "@pulumi/azure-native/monitor";
import * as network from "@pulumi/azure-native/network";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as privatedns from "@pulumi/azure-native/privatedns";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import { expect, it } from "vitest";
import { azure } from "./types";

const classes: Record<keyof typeof azure, unknown> = {
  account: cognitiveservices.Account,
  deployment: cognitiveservices.Deployment,
  raiPolicy: cognitiveservices.RaiPolicy,
  raiBlocklist: cognitiveservices.RaiBlocklist,
  vault: keyvault.Vault,
  key: keyvault.Key,
  secret: keyvault.Secret,
  storageAccount: storage.StorageAccount,
  blobServiceProperties: storage.BlobServiceProperties,
  blobContainer: storage.BlobContainer,
  privateEndpoint: network.PrivateEndpoint,
  privateDnsZoneGroup: network.PrivateDnsZoneGroup,
  privateZone: privatedns.PrivateZone,
  virtualNetworkLink: privatedns.VirtualNetworkLink,
  virtualNetwork: network.VirtualNetwork,
  subnet: network.Subnet,
  networkInterface: network.NetworkInterface,
  networkSecurityGroup: network.NetworkSecurityGroup,
  securityRule: network.SecurityRule,
  roleAssignment: authorization.RoleAssignment,
  roleDefinition: authorization.RoleDefinition,
  lockByScope: authorization.ManagementLockByScope,
  userAssignedIdentity: managedidentity.UserAssignedIdentity,
  federatedCredential: managedidentity.FederatedIdentityCredential,
  diagnosticSetting: monitor.DiagnosticSetting,
  workspace: operationalinsights.Workspace,
  component: applicationinsights.Component,
  privateLinkScope: monitor.PrivateLinkScope,
  apiManagement: apimanagement.ApiManagementService,
  apiManagementApi: apimanagement.Api,
  apiManagementApiPolicy: apimanagement.ApiPolicy,
  apiManagementBackend: apimanagement.Backend,
  apiManagementDiagnostic: apimanagement.Diagnostic,
  apiManagementNamedValue: apimanagement.NamedValue,
  apiManagementProduct: apimanagement.Product,
  apiManagementProductPolicy: apimanagement.ProductPolicy,
  budget: consumption.Budget,
  resourceGroup: resources.ResourceGroup,
  searchService: search.Service,
  cosmosAccount: cosmosdb.DatabaseAccount,
  accountConnection: cognitiveservices.AccountConnection,
  projectConnection: cognitiveservices.ProjectConnection,
  projectCapabilityHost: cognitiveservices.ProjectCapabilityHost,
  sessionPool: app.ContainerAppsSessionPool,
  containerEnvironment: app.ManagedEnvironment,
  databricksWorkspace: databricks.Workspace,
  learningWorkspace: machinelearningservices.Workspace,
  learningCompute: machinelearningservices.Compute,
  registry: containerregistry.Registry,
  defenderPricing: security.Pricing,
  metricAlert: monitor.MetricAlert,
  flowLog: network.FlowLog,
};

it.each(Object.entries(azure))("the token of %s is the one of the SDK's class", (name, [token]) => {
  const sdk = classes[name as keyof typeof azure] as { __pulumiType?: string };
  expect(sdk.__pulumiType).toBe(token);
});
