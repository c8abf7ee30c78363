import type { RuleCases } from "../testing";
import { awsSuites } from "./aws.cases";
import { cases as databricksWorkspacePublicAccessDisabled } from "./databricks/databricks-workspace-public-access-disabled.cases";
import { cases as databricksWorkspaceNoPublicIp } from "./databricks/databricks-workspace-no-public-ip.cases";
import { cases as databricksWorkspaceNetworkInjected } from "./databricks/databricks-workspace-network-injected.cases";
import { cases as databricksWorkspaceCustomerKeys } from "./databricks/databricks-workspace-customer-keys.cases";
import { cases as databricksWorkspaceComplianceProfile } from "./databricks/databricks-workspace-compliance-profile.cases";
import { cases as databricksWorkspacePrivateEndpoint } from "./databricks/databricks-workspace-private-endpoint.cases";
import { cases as machinelearningservicesWorkspacePublicAccessDisabled } from "./machinelearningservices/machinelearningservices-workspace-public-access-disabled.cases";
import { cases as machinelearningservicesWorkspaceApprovedOutbound } from "./machinelearningservices/machinelearningservices-workspace-approved-outbound.cases";
import { cases as machinelearningservicesWorkspaceCustomerKey } from "./machinelearningservices/machinelearningservices-workspace-customer-key.cases";
import { cases as machinelearningservicesWorkspaceAssignedIdentity } from "./machinelearningservices/machinelearningservices-workspace-assigned-identity.cases";
import { cases as machinelearningservicesWorkspacePrivateEndpoint } from "./machinelearningservices/machinelearningservices-workspace-private-endpoint.cases";
import { cases as machinelearningservicesComputeClosed } from "./machinelearningservices/machinelearningservices-compute-closed.cases";
import { cases as machinelearningservicesComputeScalesToZero } from "./machinelearningservices/machinelearningservices-compute-scales-to-zero.cases";
import { cases as containerregistryRegistryKeyless } from "./containerregistry/containerregistry-registry-keyless.cases";
import { cases as containerregistryRegistryPublicAccessDisabled } from "./containerregistry/containerregistry-registry-public-access-disabled.cases";
import { cases as containerregistryRegistryCustomerKey } from "./containerregistry/containerregistry-registry-customer-key.cases";
import { cases as networkFirewallThreatsDenied } from "./network/network-firewall-threats-denied.cases";
import { cases as securityPricingAiStandard } from "./security/security-pricing-ai-standard.cases";
import { cases as securityPricingKeyVaultsStandard } from "./security/security-pricing-key-vaults-standard.cases";
import { cases as monitorAlertNotifies } from "./monitor/monitor-alert-notifies.cases";
import { cases as networkFlowLogAnalysed } from "./network/network-flow-log-analysed.cases";
import { cases as apiHttpsOnly } from "./apimanagement/apimanagement-api-https-only.cases";
import { cases as apiTokenValidation } from "./apimanagement/apimanagement-api-token-validation.cases";
import { cases as backendKeyless } from "./apimanagement/apimanagement-backend-keyless.cases";
import { cases as backendVerified } from "./apimanagement/apimanagement-backend-verified.cases";
import { cases as gatewayModelResidency } from "./apimanagement/apimanagement-model-residency.cases";
import { cases as diagnosticNoPrompts } from "./apimanagement/apimanagement-diagnostic-no-prompts.cases";
import { cases as namedValueSecret } from "./apimanagement/apimanagement-named-value-secret-in-vault.cases";
import { cases as productTokenLimit } from "./apimanagement/apimanagement-product-token-limit.cases";
import { cases as serviceMinimumTls } from "./apimanagement/apimanagement-service-minimum-tls.cases";
import { cases as serviceClosed } from "./apimanagement/apimanagement-service-private.cases";
import { cases as serviceZones } from "./apimanagement/apimanagement-service-zones.cases";
import { cases as assignmentDataScope } from "./authorization/authorization-assignment-data-scope.cases";
import { cases as assignmentPrincipalType } from "./authorization/authorization-assignment-principal-type.cases";
import { cases as assignmentPrivilegedScope } from "./authorization/authorization-assignment-privileged-scope.cases";
import { cases as roleWildcard } from "./authorization/authorization-role-wildcard.cases";
import { cases as accountCustomSubdomain } from "./cognitiveservices/cognitiveservices-account-custom-subdomain.cases";
import { cases as accountCustomerKey } from "./cognitiveservices/cognitiveservices-account-customer-key.cases";
import { cases as accountKind } from "./cognitiveservices/cognitiveservices-account-kind.cases";
import { cases as accountLocalAuthDisabled } from "./cognitiveservices/cognitiveservices-account-local-auth-disabled.cases";
import { cases as accountManagedIdentity } from "./cognitiveservices/cognitiveservices-account-managed-identity.cases";
import { cases as accountNetworkDefaultDeny } from "./cognitiveservices/cognitiveservices-account-network-default-deny.cases";
import { cases as accountOutboundRestricted } from "./cognitiveservices/cognitiveservices-account-outbound-restricted.cases";
import { cases as accountPrivateEndpoint } from "./cognitiveservices/cognitiveservices-account-private-endpoint.cases";
import { cases as accountPublicAccessDisabled } from "./cognitiveservices/cognitiveservices-account-public-access-disabled.cases";
import { cases as deploymentCapacityValid } from "./cognitiveservices/cognitiveservices-deployment-capacity-valid.cases";
import { cases as deploymentContentFilterNamed } from "./cognitiveservices/cognitiveservices-deployment-content-filter-named.cases";
import { cases as deploymentModelSupported } from "./cognitiveservices/cognitiveservices-deployment-model-supported.cases";
import { cases as deploymentProcessingResidency } from "./cognitiveservices/cognitiveservices-deployment-processing-residency.cases";
import { cases as deploymentVersionPinned } from "./cognitiveservices/cognitiveservices-deployment-version-pinned.cases";
import { cases as filterHarmBlocked } from "./cognitiveservices/cognitiveservices-filter-harm-blocked.cases";
import { cases as filterPromptShields } from "./cognitiveservices/cognitiveservices-filter-prompt-shields.cases";
import { cases as filterProtectedMaterial } from "./cognitiveservices/cognitiveservices-filter-protected-material.cases";
import { cases as keyExpiry } from "./keyvault/keyvault-key-expiry.cases";
import { cases as keyRotation } from "./keyvault/keyvault-key-rotation.cases";
import { cases as keyStrength } from "./keyvault/keyvault-key-strength.cases";
import { cases as vaultNetworkDefaultDeny } from "./keyvault/keyvault-vault-network-default-deny.cases";
import { cases as vaultPrivateEndpoint } from "./keyvault/keyvault-vault-private-endpoint.cases";
import { cases as vaultPublicAccessDisabled } from "./keyvault/keyvault-vault-public-access-disabled.cases";
import { cases as vaultPurgeProtection } from "./keyvault/keyvault-vault-purge-protection.cases";
import { cases as vaultRbac } from "./keyvault/keyvault-vault-rbac.cases";
import { cases as vaultSoftDelete } from "./keyvault/keyvault-vault-soft-delete.cases";
import { cases as credentialIssuerHttps } from "./managedidentity/managedidentity-credential-issuer-https.cases";
import { cases as credentialSubjectExact } from "./managedidentity/managedidentity-credential-subject-exact.cases";
import { cases as componentLocalAuthDisabled } from "./monitor/applicationinsights-component-local-auth-disabled.cases";
import { cases as componentPublicAccessDisabled } from "./monitor/applicationinsights-component-public-access-disabled.cases";
import { cases as componentWorkspaceBased } from "./monitor/applicationinsights-component-workspace-based.cases";
import { cases as resourceDiagnostics } from "./monitor/monitor-resource-diagnostics.cases";
import { cases as workspaceLocalAuthDisabled } from "./monitor/operationalinsights-workspace-local-auth-disabled.cases";
import { cases as workspacePublicAccessDisabled } from "./monitor/operationalinsights-workspace-public-access-disabled.cases";
import { cases as workspaceRetention } from "./monitor/operationalinsights-workspace-retention.cases";
import { cases as endpointDnsZones } from "./network/network-endpoint-dns-zones.cases";
import { cases as ruleInboundAny } from "./network/network-rule-inbound-any.cases";
import { cases as subnetEndpointPolicies } from "./network/network-subnet-endpoint-policies.cases";
import { cases as subnetOutboundExplicit } from "./network/network-subnet-outbound-explicit.cases";
import { cases as subnetSecurityGroup } from "./network/network-subnet-security-group.cases";
import { cases as zoneLinkRegistration } from "./network/network-zone-link-registration.cases";
import { cases as budgetNotifies } from "./resources/consumption-budget-notifies.cases";
import { cases as resourceDataProtected } from "./resources/resource-data-protected.cases";
import { cases as resourceGroupBudget } from "./resources/resource-group-budget.cases";
import { cases as resourceLocationAllowed } from "./resources/resource-location-allowed.cases";
import { cases as resourceSecretMarked } from "./resources/resource-secret-marked.cases";
import { cases as resourceTagsRequired } from "./resources/resource-tags-required.cases";
import { cases as resourceTypeUnversioned } from "./resources/resource-type-unversioned.cases";
import { cases as workloadBudget } from "./resources/workload-budget.cases";
import { cases as storageAnonymousAccessDisabled } from "./storage/storage-account-anonymous-access-disabled.cases";
import { cases as storageCrossTenantReplicationDisabled } from "./storage/storage-account-cross-tenant-replication-disabled.cases";
import { cases as storageMinimumTls } from "./storage/storage-account-minimum-tls.cases";
import { cases as storageNetworkDefaultDeny } from "./storage/storage-account-network-default-deny.cases";
import { cases as storagePublicAccessDisabled } from "./storage/storage-account-public-access-disabled.cases";
import { cases as storageReplicationResidency } from "./storage/storage-account-replication-residency.cases";
import { cases as storageSecureTransfer } from "./storage/storage-account-secure-transfer.cases";
import { cases as storageSharedKeyDisabled } from "./storage/storage-account-shared-key-disabled.cases";
import { cases as storageContainerPrivate } from "./storage/storage-container-private.cases";
import { cases as deploymentModelAllowed } from "./cognitiveservices/cognitiveservices-deployment-model-allowed.cases";
import { cases as accountDynamicThrottlingDisabled } from "./cognitiveservices/cognitiveservices-account-dynamic-throttling-disabled.cases";
import { cases as deploymentSpilloverEqual } from "./cognitiveservices/cognitiveservices-deployment-spillover-equal.cases";
import { cases as filterBlocklistExists } from "./cognitiveservices/cognitiveservices-filter-blocklist-exists.cases";
import { cases as accountCallers } from "./cognitiveservices/cognitiveservices-account-callers.cases";
import { cases as accountKeyChain } from "./cognitiveservices/cognitiveservices-account-key-chain.cases";
import { cases as vaultAccessPolicies } from "./keyvault/keyvault-vault-access-policies.cases";
import { cases as keyHardware } from "./keyvault/keyvault-key-hardware.cases";
import { cases as keyValidity } from "./keyvault/keyvault-key-validity.cases";
import { cases as secretExpiry } from "./keyvault/keyvault-secret-expiry.cases";
import { cases as secretContentType } from "./keyvault/keyvault-secret-content-type.cases";
import { cases as storageCustomerKey } from "./storage/storage-account-customer-key.cases";
import { cases as storageInfrastructureEncryption } from "./storage/storage-account-infrastructure-encryption.cases";
import { cases as storagePrivateEndpoint } from "./storage/storage-account-private-endpoint.cases";
import { cases as storageDiagnostics } from "./storage/storage-account-diagnostics.cases";
import { cases as storageSoftDelete } from "./storage/storage-account-soft-delete.cases";
import { cases as storageVersioning } from "./storage/storage-account-versioning.cases";
import { cases as storageSasExpiry } from "./storage/storage-account-sas-expiry.cases";
import { cases as storageKeyExpiry } from "./storage/storage-account-key-expiry.cases";
import { cases as storageLocalUsersDisabled } from "./storage/storage-account-local-users-disabled.cases";
import { cases as storageDefaultEntra } from "./storage/storage-account-default-entra.cases";
import { cases as storageZoneRedundant } from "./storage/storage-account-zone-redundant.cases";
import { cases as interfacePrivate } from "./network/network-interface-private.cases";
import { cases as securityGroupAssociated } from "./network/network-security-group-associated.cases";
import { cases as vnetDnsServers } from "./network/network-vnet-dns-servers.cases";
import { cases as endpointApproved } from "./network/network-endpoint-approved.cases";
import { cases as assignmentStandingWrite } from "./authorization/authorization-assignment-standing-write.cases";
import { cases as workspaceReplicaResidency } from "./monitor/operationalinsights-workspace-replica-residency.cases";
import { cases as scopePrivateOnly } from "./monitor/monitor-scope-private-only.cases";
import { cases as scopePrivateEndpoint } from "./monitor/monitor-scope-private-endpoint.cases";
import { cases as redisPublicAccessDisabled } from "./cache/cache-redis-public-access-disabled.cases";
import { cases as redisPrivateEndpoint } from "./cache/cache-redis-private-endpoint.cases";
import { cases as redisCustomerKey } from "./cache/cache-redis-customer-key.cases";
import { cases as redisEncryptedConnections } from "./cache/cache-redis-encrypted-connections.cases";
import { cases as databaseKeysSealed } from "./cache/cache-database-keys-sealed.cases";
import { cases as cacheConnectionInVault } from "./apimanagement/apimanagement-cache-connection-in-vault.cases";
import { cases as deploymentTellsNoKey } from "./resources/resources-deployment-tells-no-key.cases";
import { cases as searchLocalAuthDisabled } from "./search/search-service-local-auth-disabled.cases";
import { cases as searchPublicAccessDisabled } from "./search/search-service-public-access-disabled.cases";
import { cases as searchPrivateEndpoint } from "./search/search-service-private-endpoint.cases";
import { cases as searchCustomerKey } from "./search/search-service-customer-key.cases";
import { cases as cosmosLocalAuthDisabled } from "./cosmosdb/cosmosdb-account-local-auth-disabled.cases";
import { cases as cosmosPublicAccessDisabled } from "./cosmosdb/cosmosdb-account-public-access-disabled.cases";
import { cases as cosmosPrivateEndpoint } from "./cosmosdb/cosmosdb-account-private-endpoint.cases";
import { cases as cosmosCustomerKey } from "./cosmosdb/cosmosdb-account-customer-key.cases";
import { cases as cosmosMinimumTls } from "./cosmosdb/cosmosdb-account-minimum-tls.cases";
import { cases as cosmosContinuousBackup } from "./cosmosdb/cosmosdb-account-continuous-backup.cases";
import { cases as connectionKeyless } from "./cognitiveservices/cognitiveservices-connection-keyless.cases";
import { cases as agentOwnStores } from "./cognitiveservices/cognitiveservices-agent-own-stores.cases";
import { cases as sessionEgressDisabled } from "./app/app-session-egress-disabled.cases";
import { cases as environmentPrivate } from "./app/app-environment-private.cases";
import { cases as assignmentBlobOwnerCondition } from "./authorization/authorization-assignment-blob-owner-condition.cases";
import { cases as groupActivationTerms } from "./azuread/azuread-group-activation-terms.cases";

/** The cases of every rule, for the test that runs them. */
export const suites: readonly RuleCases[] = [
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
  assignmentDataScope,
  assignmentPrincipalType,
  assignmentPrivilegedScope,
  roleWildcard,
  accountCustomSubdomain,
  accountCustomerKey,
  accountKind,
  accountLocalAuthDisabled,
  accountManagedIdentity,
  accountNetworkDefaultDeny,
  accountOutboundRestricted,
  accountPrivateEndpoint,
  accountPublicAccessDisabled,
  deploymentCapacityValid,
  deploymentContentFilterNamed,
  deploymentModelSupported,
  deploymentProcessingResidency,
  deploymentVersionPinned,
  filterHarmBlocked,
  filterPromptShields,
  filterProtectedMaterial,
  keyExpiry,
  keyRotation,
  keyStrength,
  vaultNetworkDefaultDeny,
  vaultPrivateEndpoint,
  vaultPublicAccessDisabled,
  vaultPurgeProtection,
  vaultRbac,
  vaultSoftDelete,
  credentialIssuerHttps,
  credentialSubjectExact,
  componentLocalAuthDisabled,
  componentPublicAccessDisabled,
  componentWorkspaceBased,
  resourceDiagnostics,
  workspaceLocalAuthDisabled,
  workspacePublicAccessDisabled,
  workspaceRetention,
  endpointDnsZones,
  ruleInboundAny,
  subnetEndpointPolicies,
  subnetOutboundExplicit,
  subnetSecurityGroup,
  zoneLinkRegistration,
  budgetNotifies,
  resourceDataProtected,
  resourceGroupBudget,
  resourceLocationAllowed,
  resourceSecretMarked,
  resourceTagsRequired,
  resourceTypeUnversioned,
  workloadBudget,
  storageAnonymousAccessDisabled,
  storageCrossTenantReplicationDisabled,
  storageMinimumTls,
  storageNetworkDefaultDeny,
  storagePublicAccessDisabled,
  storageReplicationResidency,
  storageSecureTransfer,
  storageSharedKeyDisabled,
  storageContainerPrivate,
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
  ...awsSuites,
];
