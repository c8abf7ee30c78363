import { roles } from "../../catalog/roles";
import type { PropertyMap, ResourceNode } from "../../graph/types";
import { azure, entra, platformType } from "../types";
import { add, all, first, isRule, only, set, text, without, type Mutation } from "./seed";

const inGroup = "/subscriptions/0/resourceGroups/other";
const tagsOf = (node: ResourceNode): PropertyMap => (node.inputs["tags"] ?? {}) as PropertyMap;
const endpointTo = (kind: string) => (node: ResourceNode) =>
  JSON.stringify(node.inputs["privateLinkServiceConnections"]).includes(`/${kind}/`);
const roleIs = (id: string) => (node: ResourceNode) => text(node.inputs, "roleDefinitionId").endsWith(id);

/** A fault for each rule of the core, seeded into the shipped stack `prod`. */
export const coreMutations: readonly Mutation[] = [
  isRule("CS-0001", first(azure.account, set("properties.disableLocalAuth", false))),
  isRule("CS-0002", first(azure.account, set("properties.publicNetworkAccess", "Enabled"))),
  isRule("CS-0003", first(azure.account, set("properties.networkAcls.defaultAction", "Allow"))),
  isRule("CS-0004", without(azure.privateEndpoint, endpointTo("accounts"))),
  isRule("CS-0005", without(azure.virtualNetworkLink)),
  isRule("CS-0006", first(azure.account, set("identity.type", "None")), "CS-0007"),
  isRule(
    "CS-0007",
    first(azure.account, set("properties.encryption.keySource", "Microsoft.CognitiveServices")),
  ),
  isRule("CS-0008", first(azure.account, set("properties.restrictOutboundNetworkAccess", false))),
  isRule(
    "CS-0009",
    without(azure.diagnosticSetting, ({ inputs }) => text(inputs, "resourceUri").includes("/vaults/")),
  ),
  isRule("CS-0010", first(azure.account, set("properties.customSubDomainName", undefined))),
  isRule("CS-0011", first(azure.account, set("kind", "SpeechServices"))),
  isRule("CS-0012", first(azure.deployment, set("sku.name", "GlobalStandard"))),
  isRule(
    "CS-0013",
    first(azure.deployment, set("properties.versionUpgradeOption", "OnceNewDefaultVersionAvailable")),
  ),
  isRule(
    "CS-0014",
    first(
      azure.deployment,
      set("properties.model", { format: "OpenAI", name: "gpt-4.1-nano", version: "2025-04-14" }),
    ),
    "CS-0150",
  ),
  isRule("CS-0015", first(azure.deployment, set("properties.raiPolicyName", undefined))),
  isRule("CS-0016", first(azure.raiPolicy, set("properties.contentFilters.0.blocking", false))),
  isRule("CS-0017", first(azure.raiPolicy, set("properties.contentFilters.4.enabled", false))),
  isRule("CS-0018", first(azure.raiPolicy, set("properties.contentFilters.10.enabled", false))),
  isRule("CS-0019", first(azure.deployment, set("sku.capacity", 0))),
  isRule("CS-0021", first(azure.vault, set("properties.enableRbacAuthorization", false))),
  isRule("CS-0022", first(azure.vault, set("properties.enablePurgeProtection", false)), "CS-0155"),
  isRule("CS-0023", first(azure.vault, set("properties.softDeleteRetentionInDays", 7))),
  isRule("CS-0024", first(azure.vault, set("properties.publicNetworkAccess", "Enabled"))),
  isRule("CS-0025", first(azure.vault, set("properties.networkAcls.defaultAction", "Allow"))),
  isRule("CS-0026", without(azure.privateEndpoint, endpointTo("vaults"))),
  isRule("CS-0027", first(azure.key, set("properties.rotationPolicy.lifetimeActions", []))),
  isRule("CS-0028", first(azure.key, set("properties.keySize", 1024))),
  isRule("CS-0029", first(azure.key, set("properties.rotationPolicy.attributes", {}))),
  isRule("CS-0030", first(azure.storageAccount, set("enableHttpsTrafficOnly", false))),
  isRule("CS-0031", first(azure.storageAccount, set("minimumTlsVersion", "TLS1_0"))),
  isRule("CS-0032", first(azure.storageAccount, set("allowBlobPublicAccess", true))),
  isRule("CS-0033", first(azure.storageAccount, set("allowSharedKeyAccess", true)), "CS-0167", "CS-0168"),
  isRule("CS-0034", first(azure.storageAccount, set("publicNetworkAccess", "Enabled"))),
  isRule("CS-0035", first(azure.storageAccount, set("allowCrossTenantReplication", true))),
  isRule("CS-0036", first(azure.storageAccount, set("sku.name", "Standard_RAGZRS"))),
  isRule("CS-0037", first(azure.storageAccount, set("networkRuleSet.defaultAction", "Allow"))),
  isRule("CS-0038", add(azure.blobContainer, only({ publicAccess: "Blob" }), azure.storageAccount)),
  isRule("CS-0040", first(azure.networkSecurityGroup, set("securityRules.0.sourceAddressPrefix", "*"))),
  isRule("CS-0041", first(azure.subnet, set("networkSecurityGroup", undefined)), "CS-0173"),
  isRule("CS-0042", first(azure.subnet, set("privateEndpointNetworkPolicies", "Disabled"))),
  isRule("CS-0043", first(azure.subnet, set("defaultOutboundAccess", true))),
  isRule(
    "CS-0044",
    first(azure.virtualNetworkLink, set("registrationEnabled", true), ({ inputs }) =>
      text(inputs, "privateZoneName").startsWith("privatelink."),
    ),
  ),
  isRule(
    "CS-0050",
    add(
      azure.roleAssignment,
      all(set("scope", inGroup), set("roleDefinitionId", `/x/${roles.contributor.id}`)),
    ),
  ),
  isRule("CS-0051", first(azure.roleAssignment, set("principalType", "User"))),
  isRule(
    "CS-0052",
    add(
      azure.roleAssignment,
      all(set("scope", inGroup), set("roleDefinitionId", `/x/${roles.keyVaultCryptoUser.id}`)),
    ),
  ),
  isRule(
    "CS-0053",
    add(azure.roleDefinition, only({ permissions: [{ actions: ["*"] }] }), azure.roleAssignment),
  ),
  isRule("CS-0055", first(azure.federatedCredential, set("subject", "repo:contoso/*"))),
  isRule("CS-0056", first(azure.federatedCredential, set("issuer", "http://token.contoso.example"))),
  isRule("CS-0060", first(azure.workspace, set("retentionInDays", 30))),
  isRule("CS-0061", first(azure.workspace, set("features.disableLocalAuth", false))),
  isRule("CS-0062", first(azure.workspace, set("publicNetworkAccessForQuery", "Enabled"))),
  isRule("CS-0063", first(azure.component, set("disableLocalAuth", false))),
  isRule("CS-0064", first(azure.component, set("workspaceResourceId", undefined))),
  isRule("CS-0065", first(azure.component, set("publicNetworkAccessForQuery", "Enabled"))),
  isRule("CS-0070", first(azure.userAssignedIdentity, set("location", "eastus"))),
  isRule(
    "CS-0071",
    first(azure.userAssignedIdentity, set("tags", {}), (node) => !tagsOf(node)["workload"]),
  ),
  isRule("CS-0072", without(azure.budget), "CS-0074"),
  isRule("CS-0073", first(azure.budget, set("notifications", {}))),
  isRule(
    "CS-0074",
    without(azure.budget, ({ inputs }) =>
      JSON.stringify(inputs["filter"] ?? null).includes("customer-service"),
    ),
  ),
  isRule(
    "CS-0075",
    first(azure.key, (node) => ({ ...node, protect: false })),
  ),
  isRule(
    "CS-0076",
    first(
      azure.workspace,
      set("primarySharedKey", "bm90IGEga2V5LCBidXQgbG9uZyBlbm91Z2ggdG8gbG9vayBsaWtlIG9uZSBpbiBiYXNlNjQ="),
    ),
  ),
  isRule(
    "CS-0077",
    first(azure.component, (node) => ({
      ...node,
      type: node.type.replace(":Component", "/v20200202:Component"),
    })),
  ),
  isRule("CS-0150", first([platformType], set("allowedModels", ["gpt-5.6-terra", "text-embedding-3-large"]))),
  isRule("CS-0151", first(azure.account, set("properties.dynamicThrottlingEnabled", true))),
  isRule("CS-0152", first(azure.deployment, set("properties.spilloverDeploymentName", "nowhere"))),
  isRule("CS-0153", without(azure.raiBlocklist)),
  isRule(
    "CS-0154",
    without(
      azure.roleAssignment,
      ({ inputs }) =>
        /\/accounts\/[^/]+$/.test(text(inputs, "scope")) &&
        text(inputs, "scope").includes("CognitiveServices"),
    ),
  ),
  isRule("CS-0155", without(azure.roleAssignment, roleIs(roles.keyVaultCryptoServiceEncryptionUser.id))),
  isRule(
    "CS-0156",
    first(
      azure.vault,
      all(
        set("properties.enableRbacAuthorization", false),
        set("properties.accessPolicies", [{ permissions: { keys: ["all"] } }]),
      ),
    ),
    "CS-0021",
  ),
  isRule("CS-0157", first(azure.vault, set("properties.sku.name", "premium"))),
  isRule("CS-0158", first(azure.key, set("properties.rotationPolicy.attributes.expiryTime", "P5Y"))),
  isRule(
    "CS-0159",
    add(
      azure.secret,
      only({
        properties: { contentType: "password" },
        tags: { environment: "prod", owner: "o", costCenter: "1" },
      }),
      azure.key,
    ),
  ),
  isRule(
    "CS-0160",
    add(
      azure.secret,
      only({
        properties: { attributes: { exp: Date.parse("2027-06-01") / 1000 } },
        tags: { environment: "prod", owner: "o", costCenter: "1" },
      }),
      azure.key,
    ),
  ),
  isRule("CS-0161", first(azure.storageAccount, set("encryption.keySource", "Microsoft.Storage"))),
  isRule("CS-0162", first(azure.storageAccount, set("encryption.requireInfrastructureEncryption", false))),
  isRule("CS-0163", without(azure.privateEndpoint, endpointTo("storageAccounts"))),
  isRule(
    "CS-0164",
    without(azure.diagnosticSetting, ({ inputs }) => text(inputs, "resourceUri").includes("/blobServices/")),
  ),
  isRule("CS-0165", first(azure.blobServiceProperties, set("deleteRetentionPolicy.days", 1))),
  isRule("CS-0166", first(azure.blobServiceProperties, set("isVersioningEnabled", false))),
  isRule(
    "CS-0167",
    first(
      azure.storageAccount,
      all(set("allowSharedKeyAccess", true), set("keyPolicy.keyExpirationPeriodInDays", 30)),
    ),
    "CS-0033",
  ),
  isRule(
    "CS-0168",
    first(
      azure.storageAccount,
      all(set("allowSharedKeyAccess", true), set("sasPolicy.sasExpirationPeriod", "1.00:00:00")),
    ),
    "CS-0033",
  ),
  isRule("CS-0169", first(azure.storageAccount, set("isLocalUserEnabled", true))),
  isRule("CS-0170", first(azure.storageAccount, set("defaultToOAuthAuthentication", false))),
  isRule("CS-0171", first(azure.storageAccount, set("sku.name", "Standard_LRS"))),
  isRule(
    "CS-0172",
    add(
      azure.networkInterface,
      only({
        enableIPForwarding: true,
        location: "swedencentral",
        tags: { environment: "prod", owner: "o", costCenter: "1" },
      }),
      azure.subnet,
    ),
  ),
  isRule("CS-0173", add(azure.networkSecurityGroup, set("networkSecurityGroupName", "seeded")), "CS-0009"),
  isRule("CS-0174", first(azure.virtualNetwork, set("dhcpOptions.dnsServers", ["8.8.8.8"]))),
  isRule(
    "CS-0175",
    first(azure.privateEndpoint, set("manualPrivateLinkServiceConnections", [{ requestMessage: "please" }])),
  ),
  isRule(
    "CS-0176",
    first(
      azure.roleAssignment,
      set("roleDefinitionId", `/x/${roles.userAccessAdministrator.id}`),
      ({ inputs }) => /\/accounts\/[^/]+$/.test(text(inputs, "scope")),
    ),
  ),
  isRule("CS-0177", first(azure.workspace, set("replication", { enabled: true, location: "eastus" }))),
  isRule("CS-0178", first(azure.privateLinkScope, set("accessModeSettings.ingestionAccessMode", "Open"))),
  isRule("CS-0179", without(azure.privateEndpoint, endpointTo("privateLinkScopes"))),
  isRule("CS-0190", first(entra.groupManagementPolicy, set("activationRules.maximumDuration", "P1D"))),
  isRule("CS-0320", first(azure.registry, set("adminUserEnabled", true))),
  isRule("CS-0321", first(azure.registry, set("publicNetworkAccess", "Enabled"))),
  isRule("CS-0322", first(azure.registry, set("encryption.status", "disabled"))),
  isRule("CS-0325", first(azure.defenderPricing, set("pricingTier", "Free"))),
  isRule(
    "CS-0328",
    first(
      azure.defenderPricing,
      set("pricingTier", "Free"),
      ({ inputs }) => inputs["pricingName"] === "KeyVaults",
    ),
  ),
  isRule("CS-0326", first(azure.metricAlert, set("actions", []))),
  isRule("CS-0329", first(azure.firewallPolicy, set("threatIntelMode", "Alert"))),
  isRule("CS-0327", first(azure.flowLog, set("enabled", false))),
];
