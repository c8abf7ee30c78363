/**
 * What other programs import: every component on Azure with its arguments, and the helpers that its arguments need.
 * What is not exported here may change without notice. Components on AWS are in `./aws`.
 */
export { AccountCapabilityHost, type AccountCapabilityHostArgs } from "./agents/account-capability-host";
export {
  AgentApplications,
  type AgentApplication,
  type AgentApplicationsArgs,
} from "./agents/agent-applications";
export { agentEgressRules, type AgentRanges } from "./agents/agent-egress";
export { AgentCapabilities, type AgentCapabilitiesArgs } from "./agents/agent-capabilities";
export { AgentProject, type AgentProjectArgs } from "./agents/agent-project";
export { AgentStores, type AgentStoreNames, type AgentStoresArgs } from "./agents/agent-stores";
export { AgentSubnets, type AgentSubnetsArgs } from "./agents/agent-subnets";
export { CodeExecution, type CodeExecutionArgs } from "./agents/code-execution";
export { definitionOfTool, type AgentTool, type ToolDefinition, type ToolKind } from "./agents/tools";
export { AISearch, type AISearchArgs } from "./data/ai-search";
export { CosmosAccount, type CosmosAccountArgs } from "./data/cosmos-account";
export { DatabricksSubnets, type DatabricksSubnetsArgs } from "./data/databricks-subnets";
export {
  DatabricksWorkspace,
  type ComplianceStandard,
  type DatabricksWorkspaceArgs,
} from "./data/databricks-workspace";
export type { Databricks } from "./data/databricks";
export { ExistingDatabricks, type ExistingDatabricksArgs } from "./data/existing-databricks";
export { StorageAccount, type StorageAccountArgs } from "./data/storage-account";
export { UnityCatalog, type UnityCatalogArgs } from "./data/unity-catalog";
export {
  BedrockAccess,
  type BedrockAccessArgs,
  type BedrockModel,
  type WorkloadProfile,
} from "./gateway/bedrock-access";
export { GatewayHostName, type GatewayHostNameArgs } from "./gateway/gateway-host-name";
export { GatewaySubnet, type GatewaySubnetArgs } from "./gateway/gateway-subnet";
export {
  ModelBackends,
  type BackendAccount,
  type BackendDeployment,
  type ModelBackendsArgs,
} from "./gateway/model-backends";
export { ModelGateway, type GatewayRegion, type ModelGatewayArgs } from "./gateway/model-gateway";
export {
  planPools,
  tokensPerMinute,
  type DeploymentShare,
  type InventoryDeployment,
  type ModelPool,
  type PoolMember,
  type RegionalPool,
} from "./gateway/plan";
export { SemanticCache, type CacheUse, type SemanticCacheArgs } from "./gateway/semantic-cache";
export { WorkloadRoute, type WorkloadRouteArgs } from "./gateway/workload-route";
export { ActivatedGroup, type ActivatedGroupArgs, type ActivationTerms } from "./identity/activated-group";
export { DirectoryGroup, type DirectoryGroupArgs } from "./identity/directory-group";
export { FederatedApplication, type FederatedApplicationArgs } from "./identity/federated-application";
export { ComputeCluster, type ComputeClusterArgs } from "./learning/compute-cluster";
export { ContainerRegistry, type ContainerRegistryArgs } from "./learning/container-registry";
export {
  ExistingMachineLearning,
  type ExistingMachineLearningArgs,
} from "./learning/existing-machine-learning";
export { LearningResources, type LearningResourcesArgs } from "./learning/learning-resources";
export { LearningWorkspace, type LearningWorkspaceArgs } from "./learning/learning-workspace";
export type { MachineLearning } from "./learning/machine-learning";
export { EgressFirewall, type EgressFirewallArgs, type EgressRule } from "./network/egress-firewall";
export { NetworkPeering, type NetworkPeeringArgs, type PeeredNetwork } from "./network/network-peering";
export { PrivateDnsZones, type PrivateDnsZonesArgs } from "./network/private-dns-zones";
export {
  PrivateEndpoint,
  endpointZones,
  type EndpointService,
  type PrivateEndpointArgs,
} from "./network/private-endpoint";
export {
  PrivateNetwork,
  type EndpointSubnet,
  type ExistingNetwork,
  type PrivateNetworkArgs,
  type SubnetSpace,
} from "./network/private-network";
export { Blocklist, type BlocklistArgs, type BlocklistItem } from "./openai/blocklist";
export {
  ContentFilter,
  type CompletionFilters,
  type ContentFilterArgs,
  type HarmThresholds,
  type PromptFilters,
  type SeverityThreshold,
  type Shield,
} from "./openai/content-filter";
export {
  ModelDeployments,
  type ModelDeployment,
  type ModelDeploymentsArgs,
} from "./openai/model-deployments";
export type { Account } from "./openai/account";
export { ExistingAccount, type ExistingAccountArgs } from "./openai/existing-account";
export { OpenAIAccount, type OpenAIAccountArgs } from "./openai/openai-account";
export { Alerts, type AlertTarget, type AlertsArgs } from "./operations/alerts";
export { Budget, firstOfMonth, type BudgetArgs } from "./operations/budget";
export { Dashboards, type DashboardsArgs } from "./operations/dashboards";
export { DefenderForAI, type DefenderForAIArgs } from "./operations/defender";
export { DefenderForKeyVaults, type DefenderForKeyVaultsArgs } from "./operations/defender-for-key-vaults";
export { DeletionLocks, type DeletionLock, type DeletionLocksArgs } from "./operations/deletion-locks";
export { FlowLogs, type FlowLogsArgs } from "./operations/flow-logs";
export { MonitorPrivateLink, type MonitorPrivateLinkArgs } from "./operations/monitor-private-link";
export { Monitoring, type MonitoringArgs } from "./operations/monitoring";
export { Platform, type PlatformArgs, type PlatformResidency } from "./platform";
export { ResourceGroup, type ResourceGroupArgs } from "./resource-group";
export { Access, type AccessArgs, type Grant } from "./security/access";
export { EncryptionKey, type EncryptionKeyArgs } from "./security/encryption-key";
export { ExistingVault, type ExistingVaultArgs } from "./security/existing-vault";
export { KeyVault, type KeyVaultArgs } from "./security/key-vault";
export { assignRole, type RoleAssignmentArgs } from "./security/role-assignment";
export type { Vault } from "./security/vault";
export {
  WorkloadIdentity,
  type FederatedCredential,
  type WorkloadIdentityArgs,
} from "./security/workload-identity";
export { physicalName } from "./shared/naming";
export { Sequence } from "./shared/sequence";
export { platformTags, workloadTags, type Tags } from "./shared/tags";
export {
  AIGateway,
  type AIGatewayAccount,
  type AIGatewayArgs,
  type AIGatewayDeployment,
  type AIGatewayWorkload,
} from "./package/ai-gateway";
export {
  AgentService,
  type AgentServiceArgs,
  type AgentServiceProject,
  type AgentServiceTool,
} from "./package/agent-service";
export type { PrivateHome } from "./package/private-home";
export type { PrivateOpenAIDeployment } from "./package/private-models";
export { PrivateOpenAI, type PrivateOpenAIArgs } from "./package/private-openai";
export {
  TrainingWorkspace,
  type TrainingCluster,
  type TrainingWorkspaceArgs,
} from "./package/training-workspace";
export { Workload, type WorkloadArgs, type WorkloadFederation } from "./package/workload";
