import { roles } from "../../catalog/roles";
import type { ResourceNode } from "../../graph/types";
import { azure } from "../types";
import { first, isRule, set, text, without, type Mutation } from "./seed";

const endpointWith = (part: string) => (node: ResourceNode) =>
  JSON.stringify(node.inputs["privateLinkServiceConnections"]).includes(part);
const blobOwner = ({ inputs }: ResourceNode) =>
  text(inputs, "roleDefinitionId").endsWith(roles.storageBlobDataOwner.id);
const policyWithout = (element: RegExp) => (node: ResourceNode) =>
  set("value", text(node.inputs, "value").replace(element, ""))(node);

const sealsKey = (node: ResourceNode) => JSON.stringify(node.inputs).includes("listKeys");

/** A fault for each rule on the gateway, agents, data and learning, seeded into the shipped stack `prod`. */
export const serviceMutations: readonly Mutation[] = [
  // The gateway.
  isRule("CS-0080", first(azure.apiManagement, set("virtualNetworkType", "External"))),
  isRule("CS-0081", first(azure.apiManagement, set("customProperties", {}))),
  isRule("CS-0082", first(azure.apiManagement, set("zones", ["1"]))),
  isRule("CS-0083", first(azure.apiManagementBackend, set("credentials", { header: { "api-key": ["k"] } }))),
  isRule("CS-0084", first(azure.apiManagementBackend, set("tls.validateCertificateName", false))),
  isRule(
    "CS-0220",
    first(azure.apiManagementNamedValue, set("value", "eu-central-1, us-east-1"), ({ name }) =>
      name.endsWith("-regions"),
    ),
  ),
  isRule("CS-0085", first(azure.apiManagementNamedValue, set("secret", true))),
  isRule("CS-0086", without(azure.apiManagementProductPolicy)),
  isRule(
    "CS-0087",
    first(
      azure.apiManagementApiPolicy,
      policyWithout(/<validate-azure-ad-token[^]*<\/validate-azure-ad-token>/),
    ),
  ),
  isRule("CS-0088", first(azure.apiManagementApi, set("protocols", ["http", "https"]))),
  isRule("CS-0089", first(azure.apiManagementDiagnostic, set("frontend.request.body.bytes", 8192))),
  // Its cache.
  isRule("CS-0560", first(azure.redis, set("publicNetworkAccess", "Enabled"))),
  isRule("CS-0561", without(azure.privateEndpoint, endpointWith("/redisEnterprise/"))),
  isRule("CS-0562", first(azure.redis, set("encryption", undefined))),
  isRule("CS-0563", first(azure.redisDatabase, set("clientProtocol", "Plaintext"))),
  isRule(
    "CS-0564",
    first(azure.templateDeployment, set("properties.template.outputs", { host: {} }), sealsKey),
  ),
  isRule(
    "CS-0565",
    first(azure.apiManagementCache, set("connectionString", "redis:10000")),
    "CS-0564",
    "CS-0076",
  ),
  isRule(
    "CS-0566",
    first(azure.templateDeployment, set("properties.debugSetting.detailLevel", "requestContent")),
  ),
  // Agents and their stores.
  isRule("CS-0200", first(azure.searchService, set("disableLocalAuth", false))),
  isRule("CS-0201", first(azure.searchService, set("publicNetworkAccess", "Enabled"))),
  isRule("CS-0202", without(azure.privateEndpoint, endpointWith("/searchServices/"))),
  isRule("CS-0203", first(azure.searchService, set("encryptionWithCmk.enforcement", "Disabled"))),
  isRule("CS-0205", first(azure.cosmosAccount, set("disableLocalAuth", false))),
  isRule("CS-0206", first(azure.cosmosAccount, set("publicNetworkAccess", "Enabled"))),
  isRule("CS-0207", without(azure.privateEndpoint, endpointWith("/databaseAccounts/"))),
  isRule("CS-0208", first(azure.cosmosAccount, set("keyVaultKeyUri", undefined))),
  isRule("CS-0209", first(azure.cosmosAccount, set("minimalTlsVersion", "Tls11"))),
  isRule("CS-0210", first(azure.cosmosAccount, set("backupPolicy.type", "Periodic"))),
  isRule("CS-0215", first(azure.projectConnection, set("properties.authType", "ApiKey"))),
  isRule(
    "CS-0216",
    first(
      azure.projectCapabilityHost,
      set("projectCapabilityHostProperties.threadStorageConnections", undefined),
    ),
  ),
  isRule("CS-0217", first(azure.sessionPool, set("sessionNetworkConfiguration.status", "EgressEnabled"))),
  isRule("CS-0218", first(azure.containerEnvironment, set("publicNetworkAccess", "Enabled"))),
  isRule("CS-0219", first(azure.roleAssignment, set("condition", undefined), blobOwner)),
  // Databricks.
  isRule("CS-0300", first(azure.databricksWorkspace, set("publicNetworkAccess", "Enabled"))),
  isRule("CS-0301", first(azure.databricksWorkspace, set("parameters.enableNoPublicIp.value", false))),
  isRule(
    "CS-0302",
    first(azure.databricksWorkspace, set("parameters.customVirtualNetworkId.value", undefined)),
  ),
  isRule(
    "CS-0303",
    first(azure.databricksWorkspace, set("encryption.entities.managedDisk.keySource", undefined)),
  ),
  isRule(
    "CS-0304",
    first(
      azure.databricksWorkspace,
      set("enhancedSecurityCompliance.complianceSecurityProfile.value", "Disabled"),
    ),
  ),
  isRule("CS-0305", without(azure.privateEndpoint, endpointWith("browser_authentication"))),
  // Machine Learning.
  isRule("CS-0310", first(azure.learningWorkspace, set("publicNetworkAccess", "Enabled"))),
  isRule(
    "CS-0311",
    first(azure.learningWorkspace, set("managedNetwork.isolationMode", "AllowInternetOutbound")),
  ),
  isRule("CS-0312", first(azure.learningWorkspace, set("encryption.status", "Disabled"))),
  isRule("CS-0313", first(azure.learningWorkspace, set("primaryUserAssignedIdentity", undefined))),
  isRule("CS-0314", without(azure.privateEndpoint, endpointWith("amlworkspace"))),
  isRule("CS-0315", first(azure.learningCompute, set("properties.disableLocalAuth", false))),
  isRule("CS-0316", first(azure.learningCompute, set("properties.properties.scaleSettings.minNodeCount", 1))),
];
