import { databricksWorkspacePublicAccessDisabled } from "./databricks/databricks-workspace-public-access-disabled";
import { databricksWorkspaceNoPublicIp } from "./databricks/databricks-workspace-no-public-ip";
import { databricksWorkspaceNetworkInjected } from "./databricks/databricks-workspace-network-injected";
import { databricksWorkspaceCustomerKeys } from "./databricks/databricks-workspace-customer-keys";
import { databricksWorkspaceComplianceProfile } from "./databricks/databricks-workspace-compliance-profile";
import { databricksWorkspacePrivateEndpoint } from "./databricks/databricks-workspace-private-endpoint";
import { machinelearningservicesWorkspacePublicAccessDisabled } from "./machinelearningservices/machinelearningservices-workspace-public-access-disabled";
import { machinelearningservicesWorkspaceApprovedOutbound } from "./machinelearningservices/machinelearningservices-workspace-approved-outbound";
import { machinelearningservicesWorkspaceCustomerKey } from "./machinelearningservices/machinelearningservices-workspace-customer-key";
import { machinelearningservicesWorkspaceAssignedIdentity } from "./machinelearningservices/machinelearningservices-workspace-assigned-identity";
import { machinelearningservicesWorkspacePrivateEndpoint } from "./machinelearningservices/machinelearningservices-workspace-private-endpoint";
import { machinelearningservicesComputeClosed } from "./machinelearningservices/machinelearningservices-compute-closed";
import { machinelearningservicesComputeScalesToZero } from "./machinelearningservices/machinelearningservices-compute-scales-to-zero";
import { containerregistryRegistryKeyless } from "./containerregistry/containerregistry-registry-keyless";
import { containerregistryRegistryPublicAccessDisabled } from "./containerregistry/containerregistry-registry-public-access-disabled";
import { containerregistryRegistryCustomerKey } from "./containerregistry/containerregistry-registry-customer-key";
import { networkFirewallThreatsDenied } from "./network/network-firewall-threats-denied";
import { securityPricingAiStandard } from "./security/security-pricing-ai-standard";
import { securityPricingKeyVaultsStandard } from "./security/security-pricing-key-vaults-standard";
import { monitorAlertNotifies } from "./monitor/monitor-alert-notifies";
import { networkFlowLogAnalysed } from "./network/network-flow-log-analysed";
import type { Rule } from "../rule";
import { awsRules } from "./aws";
import { apiHttpsOnly } from "./apimanagement/apimanagement-api-https-only";
import { apiTokenValidation } from "./apimanagement/apimanagement-api-token-validation";
import { backendKeyless } from "./apimanagement/apimanagement-backend-keyless";
import { backendVerified } from "./apimanagement/apimanagement-backend-verified";
import { gatewayModelResidency } from "./apimanagement/apimanagement-model-residency";
import { diagnosticNoPrompts } from "./apimanagement/apimanagement-diagnostic-no-prompts";
import { namedValueSecret } from "./apimanagement/apimanagement-named-value-secret-in-vault";
import { productTokenLimit } from "./apimanagement/apimanagement-product-token-limit";
import { serviceMinimumTls } from "./apimanagement/apimanagement-service-minimum-tls";
import { serviceClosed } from "./apimanagement/apimanagement-service-private";
import { serviceZones } from "./apimanagement/apimanagement-service-zones";
import { assignmentDataScope } from "./authorization/authorization-assignment-data-scope";
import { assignmentPrincipalType } from "./authorization/authorization-assignment-principal-type";
import { assignmentPrivilegedScope } from "./authorization/authorization-assignment-privileged-scope";
import { roleWildcard } from "./authorization/authorization-role-wildcard";
import { accountCustomSubdomain } from "./cognitiveservices/cognitiveservices-account-custom-subdomain";
import { accountCustomerKey } from "./cognitiveservices/cognitiveservices-account-customer-key";
import { accountKind } from "./cognitiveservices/cognitiveservices-account-kind";
import { accountLocalAuthDisabled } from "./cognitiveservices/cognitiveservices-account-local-auth-disabled";
import { accountManagedIdentity } from "./cognitiveservices/cognitiveservices-account-managed-identity";
import { accountNetworkDefaultDeny } from "./cognitiveservices/cognitiveservices-account-network-default-deny";
import { accountOutboundRestricted } from "./cognitiveservices/cognitiveservices-account-outbound-restricted";
import { accountPrivateEndpoint } from "./cognitiveservices/cognitiveservices-account-private-endpoint";
import { accountPublicAccessDisabled } from "./cognitiveservices/cognitiveservices-account-public-access-disabled";
import { deploymentCapacityValid } from "./cognitiveservices/cognitiveservices-deployment-capacity-valid";
import { deploymentContentFilterNamed } from "./cognitiveservices/cognitiveservices-deployment-content-filter-named";
import { deploymentModelSupported } from "./cognitiveservices/cognitiveservices-deployment-model-supported";
import { deploymentProcessingResidency } from "./cognitiveservices/cognitiveservices-deployment-processing-residency";
import { deploymentVersionPinned } from "./cognitiveservices/cognitiveservices-deployment-version-pinned";
import { filterHarmBlocked } from "./cognitiveservices/cognitiveservices-filter-harm-blocked";
import { filterPromptShields } from "./cognitiveservices/cognitiveservices-filter-prompt-shields";
import { filterProtectedMaterial } from "./cognitiveservices/cognitiveservices-filter-protected-material";
import { keyExpiry } from "./keyvault/keyvault-key-expiry";
import { keyRotation } from "./keyvault/keyvault-key-rotation";
import { keyStrength } from "./keyvault/keyvault-key-strength";
import { vaultNetworkDefaultDeny } from "./keyvault/keyvault-vault-network-default-deny";
import { vaultPrivateEndpoint } from "./keyvault/keyvault-vault-private-endpoint";
import { vaultPublicAccessDisabled } from "./keyvault/keyvault-vault-public-access-disabled";
import { vaultPurgeProtection } from "./keyvault/keyvault-vault-purge-protection";
import { vaultRbac } from "./keyvault/keyvault-vault-rbac";
import { vaultSoftDelete } from "./keyvault/keyvault-vault-soft-delete";
import { credentialIssuerHttps } from "./managedidentity/managedidentity-credential-issuer-https";
import { credentialSubjectExact } from "./managedidentity/managedidentity-credential-subject-exact";
import { componentLocalAuthDisabled } from "./monitor/applicationinsights-component-local-auth-disabled";
import { componentPublicAccessDisabled } from "./monitor/applicationinsights-component-public-access-disabled";
import { componentWorkspaceBased } from "./monitor/applicationinsights-component-workspace-based";
import { resourceDiagnostics } from "./monitor/monitor-resource-diagnostics";
import { workspaceLocalAuthDisabled } from "./monitor/operationalinsights-workspace-local-auth-disabled";
import { workspacePublicAccessDisabled } from "./monitor/operationalinsights-workspace-public-access-disabled";
import { workspaceRetention } from "./monitor/operationalinsights-workspace-retention";
import { endpointDnsZones } from "./network/network-endpoint-dns-zones";
import { ruleInboundAny } from "./network/network-rule-inbound-any";
import { subnetEndpointPolicies } from "./network/network-subnet-endpoint-policies";
import { subnetOutboundExplicit } from "./network/network-subnet-outbound-explicit";
import { subnetSecurityGroup } from "./network/network-subnet-security-group";
import { zoneLinkRegistration } from "./network/network-zone-link-registration";
import { budgetNotifies } from "./resources/consumption-budget-notifies";
import { resourceDataProtected } from "./resources/resource-data-protected";
import { resourceGroupBudget } from "./resources/resource-group-budget";
import { resourceLocationAllowed } from "./resources/resource-location-allowed";
import { resourceSecretMarked } from "./resources/resource-secret-marked";
import { resourceTagsRequired } from "./resources/resource-tags-required";
import { resourceTypeUnversioned } from "./resources/resource-type-unversioned";
import { workloadBudget } from "./resources/workload-budget";
import { storageAnonymousAccessDisabled } from "./storage/storage-account-anonymous-access-disabled";
import { storageCrossTenantReplicationDisabled } from "./storage/storage-account-cross-tenant-replication-disabled";
import { storageMinimumTls } from "./storage/storage-account-minimum-tls";
import { storageNetworkDefaultDeny } from "./storage/storage-account-network-default-deny";
import { storagePublicAccessDisabled } from "./storage/storage-account-public-access-disabled";
import { storageReplicationResidency } from "./storage/storage-account-replication-residency";
import { storageSecureTransfer } from "./storage/storage-account-secure-transfer";
import { storageSharedKeyDisabled } from "./storage/storage-account-shared-key-disabled";
import { storageContainerPrivate } from "./storage/storage-container-private";
import { deploymentModelAllowed } from "./cognitiveservices/cognitiveservices-deployment-model-allowed";
import { accountDynamicThrottlingDisabled } from "./cognitiveservices/cognitiveservices-account-dynamic-throttling-disabled";
import { deploymentSpilloverEqual } from "./cognitiveservices/cognitiveservices-deployment-spillover-equal";
import { filterBlocklistExists } from "./cognitiveservices/cognitiveservices-filter-blocklist-exists";
import { accountCallers } from "./cognitiveservices/cognitiveservices-account-callers";
import { accountKeyChain } from "./cognitiveservices/cognitiveservices-account-key-chain";
import { vaultAccessPolicies } from "./keyvault/keyvault-vault-access-policies";
import { keyHardware } from "./keyvault/keyvault-key-hardware";
import { keyValidity } from "./keyvault/keyvault-key-validity";
import { secretExpiry } from "./keyvault/keyvault-secret-expiry";
import { secretContentType } from "./keyvault/keyvault-secret-content-type";
import { storageCustomerKey } from "./storage/storage-account-customer-key";
import { storageInfrastructureEncryption } from "./storage/storage-account-infrastructure-encryption";
import { storagePrivateEndpoint } from "./storage/storage-account-private-endpoint";
import { storageDiagnostics } from "./storage/storage-account-diagnostics";
import { storageSoftDelete } from "./storage/storage-account-soft-delete";
import { storageVersioning } from "./storage/storage-account-versioning";
import { storageSasExpiry } from "./storage/storage-account-sas-expiry";
import { storageKeyExpiry } from "./storage/storage-account-key-expiry";
import { storageLocalUsersDisabled } from "./storage/storage-account-local-users-disabled";
import { storageDefaultEntra } from "./storage/storage-account-default-entra";
import { storageZoneRedundant } from "./storage/storage-account-zone-redundant";
import { interfacePrivate } from "./network/network-interface-private";
import { securityGroupAssociated } from "./network/network-security-group-associated";
import { vnetDnsServers } from "./network/network-vnet-dns-servers";
import { endpointApproved } from "./network/network-endpoint-approved";
import { assignmentStandingWrite } from "./authorization/authorization-assignment-standing-write";
import { workspaceReplicaResidency } from "./monitor/operationalinsights-workspace-replica-residency";
import { scopePrivateOnly } from "./monitor/monitor-scope-private-only";
import { scopePrivateEndpoint } from "./monitor/monitor-scope-private-endpoint";
import { redisPublicAccessDisabled } from "./cache/cache-redis-public-access-disabled";
import { redisPrivateEndpoint } from "./cache/cache-redis-private-endpoint";
import { redisCustomerKey } from "./cache/cache-redis-customer-key";
import { redisEncryptedConnections } from "./cache/cache-redis-encrypted-connections";
import { databaseKeysSealed } from "./cache/cache-database-keys-sealed";
import { cacheConnectionInVault } from "./apimanagement/apimanagement-cache-connection-in-vault";
import { deploymentTellsNoKey } from "./resources/resources-deployment-tells-no-key";
import { searchLocalAuthDisabled } from "./search/search-service-local-auth-disabled";
import { searchPublicAccessDisabled } from "./search/search-service-public-access-disabled";
import { searchPrivateEndpoint } from "./search/search-service-private-endpoint";
import { searchCustomerKey } from "./search/search-service-customer-key";
import { cosmosLocalAuthDisabled } from "./cosmosdb/cosmosdb-account-local-auth-disabled";
import { cosmosPublicAccessDisabled } from "./cosmosdb/cosmosdb-account-public-access-disabled";
import { cosmosPrivateEndpoint } from "./cosmosdb/cosmosdb-account-private-endpoint";
import { cosmosCustomerKey } from "./cosmosdb/cosmosdb-account-customer-key";
import { cosmosMinimumTls } from "./cosmosdb/cosmosdb-account-minimum-tls";
import { cosmosContinuousBackup } from "./cosmosdb/cosmosdb-account-continuous-backup";
import { connectionKeyless } from "./cognitiveservices/cognitiveservices-connection-keyless";
import { agentOwnStores } from "./cognitiveservices/cognitiveservices-agent-own-stores";
import { sessionEgressDisabled } from "./app/app-session-egress-disabled";
import { environmentPrivate } from "./app/app-environment-private";
import { assignmentBlobOwnerCondition } from "./authorization/authorization-assignment-blob-owner-condition";
import { groupActivationTerms } from "./azuread/azuread-group-activation-terms";

/** Every rule, by ID. A pack chooses from them; an ID is never given to another rule. */
export const rules: readonly Rule[] = [
  accountLocalAuthDisabled,
  accountPublicAccessDisabled,
  accountNetworkDefaultDeny,
  accountPrivateEndpoint,
  endpointDnsZones,
  accountManagedIdentity,
  accountCustomerKey,
  accountOutboundRestricted,
  resourceDiagnostics,
  accountCustomSubdomain,
  accountKind,
  deploymentProcessingResidency,
  deploymentVersionPinned,
  deploymentModelSupported,
  deploymentContentFilterNamed,
  filterHarmBlocked,
  filterPromptShields,
  filterProtectedMaterial,
  deploymentCapacityValid,
  vaultRbac,
  vaultPurgeProtection,
  vaultSoftDelete,
  vaultPublicAccessDisabled,
  vaultNetworkDefaultDeny,
  vaultPrivateEndpoint,
  keyRotation,
  keyStrength,
  keyExpiry,
  storageSecureTransfer,
  storageMinimumTls,
  storageAnonymousAccessDisabled,
  storageSharedKeyDisabled,
  storagePublicAccessDisabled,
  storageCrossTenantReplicationDisabled,
  storageReplicationResidency,
  storageNetworkDefaultDeny,
  storageContainerPrivate,
  ruleInboundAny,
  subnetSecurityGroup,
  subnetEndpointPolicies,
  subnetOutboundExplicit,
  zoneLinkRegistration,
  assignmentPrivilegedScope,
  assignmentPrincipalType,
  assignmentDataScope,
  roleWildcard,
  credentialSubjectExact,
  credentialIssuerHttps,
  workspaceRetention,
  workspaceLocalAuthDisabled,
  workspacePublicAccessDisabled,
  componentLocalAuthDisabled,
  componentWorkspaceBased,
  componentPublicAccessDisabled,
  resourceLocationAllowed,
  resourceTagsRequired,
  resourceGroupBudget,
  budgetNotifies,
  workloadBudget,
  resourceDataProtected,
  resourceSecretMarked,
  resourceTypeUnversioned,
  databricksWorkspacePublicAccessDisabled,
  databricksWorkspaceNoPublicIp,
  databricksWorkspaceNetworkInjected,
  databricksWorkspaceCustomerKeys,
  databricksWorkspaceComplianceProfile,
  databricksWorkspacePrivateEndpoint,
  machinelearningservicesWorkspacePublicAccessDisabled,
  machinelearningservicesWorkspaceApprovedOutbound,
  machinelearningservicesWorkspaceCustomerKey,
  machinelearningservicesWorkspaceAssignedIdentity,
  machinelearningservicesWorkspacePrivateEndpoint,
  machinelearningservicesComputeClosed,
  machinelearningservicesComputeScalesToZero,
  containerregistryRegistryKeyless,
  containerregistryRegistryPublicAccessDisabled,
  containerregistryRegistryCustomerKey,
  securityPricingAiStandard,
  securityPricingKeyVaultsStandard,
  networkFirewallThreatsDenied,
  monitorAlertNotifies,
  networkFlowLogAnalysed,
  serviceClosed,
  serviceMinimumTls,
  serviceZones,
  backendKeyless,
  backendVerified,
  gatewayModelResidency,
  namedValueSecret,
  productTokenLimit,
  apiTokenValidation,
  apiHttpsOnly,
  diagnosticNoPrompts,
  deploymentModelAllowed,
  accountDynamicThrottlingDisabled,
  deploymentSpilloverEqual,
  filterBlocklistExists,
  accountCallers,
  accountKeyChain,
  vaultAccessPolicies,
  keyHardware,
  keyValidity,
  secretExpiry,
  secretContentType,
  storageCustomerKey,
  storageInfrastructureEncryption,
  storagePrivateEndpoint,
  storageDiagnostics,
  storageSoftDelete,
  storageVersioning,
  storageSasExpiry,
  storageKeyExpiry,
  storageLocalUsersDisabled,
  storageDefaultEntra,
  storageZoneRedundant,
  interfacePrivate,
  securityGroupAssociated,
  vnetDnsServers,
  endpointApproved,
  assignmentStandingWrite,
  workspaceReplicaResidency,
  scopePrivateOnly,
  scopePrivateEndpoint,
  redisPublicAccessDisabled,
  redisPrivateEndpoint,
  redisCustomerKey,
  redisEncryptedConnections,
  databaseKeysSealed,
  cacheConnectionInVault,
  deploymentTellsNoKey,
  searchLocalAuthDisabled,
  searchPublicAccessDisabled,
  searchPrivateEndpoint,
  searchCustomerKey,
  cosmosLocalAuthDisabled,
  cosmosPublicAccessDisabled,
  cosmosPrivateEndpoint,
  cosmosCustomerKey,
  cosmosMinimumTls,
  cosmosContinuousBackup,
  connectionKeyless,
  agentOwnStores,
  sessionEgressDisabled,
  environmentPrivate,
  assignmentBlobOwnerCondition,
  groupActivationTerms,
  ...awsRules,
];

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule of that ID. */
export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}
