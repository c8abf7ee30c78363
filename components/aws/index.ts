/** What other programs import of the components on AWS. What is not exported here may change without notice. */
export { Alarms, type AlarmsArgs } from "./alarms";
export { AuditTrail, type AuditTrailArgs } from "./audit-trail";
export { CostBudget, type CostBudgetArgs } from "./cost-budget";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export { FlowLog, type FlowLogArgs } from "./flow-log";
export { Guardrail, type GuardrailArgs, type RefusedTerm } from "./guardrail";
export { IdentityProviders, type IdentityProvidersArgs, type WebIdentity } from "./identity-providers";
export { InvocationLogging, type InvocationLoggingArgs } from "./invocation-logging";
export { Notices, type NoticesArgs } from "./notices";
export { PrivateBucket, type PrivateBucketArgs } from "./private-bucket";
export { PrivateNetwork, type PrivateNetworkArgs } from "./private-network";
export { ProvisionedThroughput, type ProvisionedThroughputArgs } from "./provisioned-throughput";
export { ServiceEndpoints, type ServiceEndpointsArgs } from "./service-endpoints";
export { ServiceRole, type ServiceRoleArgs } from "./service-role";
export { WorkloadModels, type WorkloadModel, type WorkloadModelsArgs } from "./workload-models";
