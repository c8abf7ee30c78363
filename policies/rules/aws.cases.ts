import type { RuleCases } from "../testing";
import { cases as bedrockAgentCustomerKey } from "./bedrock/bedrock-agent-customer-key.cases";
import { cases as bedrockAgentGuardrail } from "./bedrock/bedrock-agent-guardrail.cases";
import { cases as bedrockAgentOwnRole } from "./bedrock/bedrock-agent-own-role.cases";
import { cases as bedrockCallsLogged } from "./bedrock/bedrock-calls-logged.cases";
import { cases as bedrockCustomModelProtected } from "./bedrock/bedrock-custom-model-protected.cases";
import { cases as bedrockGuardrailCustomerKey } from "./bedrock/bedrock-guardrail-customer-key.cases";
import { cases as bedrockGuardrailGrounding } from "./bedrock/bedrock-guardrail-grounding.cases";
import { cases as bedrockGuardrailHarmBlocked } from "./bedrock/bedrock-guardrail-harm-blocked.cases";
import { cases as bedrockGuardrailPersonalData } from "./bedrock/bedrock-guardrail-personal-data.cases";
import { cases as bedrockGuardrailPromptAttack } from "./bedrock/bedrock-guardrail-prompt-attack.cases";
import { cases as bedrockGuardrailVersioned } from "./bedrock/bedrock-guardrail-versioned.cases";
import { cases as bedrockKnowledgeStoreOwn } from "./bedrock/bedrock-knowledge-store-own.cases";
import { cases as bedrockLogResidency } from "./bedrock/bedrock-log-residency.cases";
import { cases as bedrockLogSinksOwn } from "./bedrock/bedrock-log-sinks-own.cases";
import { cases as bedrockModelAllowed } from "./bedrock/bedrock-model-allowed.cases";
import { cases as bedrockModelProcessingResidency } from "./bedrock/bedrock-model-processing-residency.cases";
import { cases as bedrockModelSupported } from "./bedrock/bedrock-model-supported.cases";
import { cases as bedrockProfileWorkloadTagged } from "./bedrock/bedrock-profile-workload-tagged.cases";
import { cases as bedrockSourceCustomerKey } from "./bedrock/bedrock-source-customer-key.cases";
import { cases as budgetsAccountBudget } from "./budgets/budgets-account-budget.cases";
import { cases as budgetsBudgetNotifies } from "./budgets/budgets-budget-notifies.cases";
import { cases as budgetsWorkloadBudget } from "./budgets/budgets-workload-budget.cases";
import { cases as cloudtrailBedrockRecorded } from "./cloudtrail/cloudtrail-bedrock-recorded.cases";
import { cases as cloudtrailTrailAllRegions } from "./cloudtrail/cloudtrail-trail-all-regions.cases";
import { cases as cloudtrailTrailBedrockData } from "./cloudtrail/cloudtrail-trail-bedrock-data.cases";
import { cases as cloudtrailTrailCustomerKey } from "./cloudtrail/cloudtrail-trail-customer-key.cases";
import { cases as cloudtrailTrailManagementEvents } from "./cloudtrail/cloudtrail-trail-management-events.cases";
import { cases as cloudtrailTrailToLogs } from "./cloudtrail/cloudtrail-trail-to-logs.cases";
import { cases as cloudtrailTrailValidated } from "./cloudtrail/cloudtrail-trail-validated.cases";
import { cases as cloudwatchAlarmNotifies } from "./cloudwatch/cloudwatch-alarm-notifies.cases";
import { cases as cloudwatchFilterAlarmed } from "./cloudwatch/cloudwatch-filter-alarmed.cases";
import { cases as cloudwatchGroupCustomerKey } from "./cloudwatch/cloudwatch-group-customer-key.cases";
import { cases as cloudwatchGroupRetention } from "./cloudwatch/cloudwatch-group-retention.cases";
import { cases as ec2EndpointPolicyScoped } from "./ec2/ec2-endpoint-policy-scoped.cases";
import { cases as ec2EndpointPrivateDns } from "./ec2/ec2-endpoint-private-dns.cases";
import { cases as ec2EndpointSecurityGroup } from "./ec2/ec2-endpoint-security-group.cases";
import { cases as ec2EndpointZones } from "./ec2/ec2-endpoint-zones.cases";
import { cases as ec2GroupDescribed } from "./ec2/ec2-group-described.cases";
import { cases as ec2GroupEgressClosed } from "./ec2/ec2-group-egress-closed.cases";
import { cases as ec2GroupIngressClosed } from "./ec2/ec2-group-ingress-closed.cases";
import { cases as ec2RouteNoInternet } from "./ec2/ec2-route-no-internet.cases";
import { cases as ec2SubnetNoPublicIp } from "./ec2/ec2-subnet-no-public-ip.cases";
import { cases as ec2VpcBedrockEndpoints } from "./ec2/ec2-vpc-bedrock-endpoints.cases";
import { cases as ec2VpcDefaultGroupClosed } from "./ec2/ec2-vpc-default-group-closed.cases";
import { cases as ec2VpcFlowLogs } from "./ec2/ec2-vpc-flow-logs.cases";
import { cases as ec2VpcNoInternet } from "./ec2/ec2-vpc-no-internet.cases";
import { cases as iamNoLongLivedCredential } from "./iam/iam-no-long-lived-credential.cases";
import { cases as iamPolicyBedrockExact } from "./iam/iam-policy-bedrock-exact.cases";
import { cases as iamPolicyDecryptScoped } from "./iam/iam-policy-decrypt-scoped.cases";
import { cases as iamPolicyInvokeByProfile } from "./iam/iam-policy-invoke-by-profile.cases";
import { cases as iamPolicyInvokeResidency } from "./iam/iam-policy-invoke-residency.cases";
import { cases as iamPolicyNoEscalation } from "./iam/iam-policy-no-escalation.cases";
import { cases as iamPolicyNoWildcardAction } from "./iam/iam-policy-no-wildcard-action.cases";
import { cases as iamPolicyNoWildcardResource } from "./iam/iam-policy-no-wildcard-resource.cases";
import { cases as iamProviderOneTenant } from "./iam/iam-provider-one-tenant.cases";
import { cases as iamRoleBounded } from "./iam/iam-role-bounded.cases";
import { cases as iamRoleGuardrailEnforced } from "./iam/iam-role-guardrail-enforced.cases";
import { cases as iamRoleNoFullAccess } from "./iam/iam-role-no-full-access.cases";
import { cases as iamRoleServiceSource } from "./iam/iam-role-service-source.cases";
import { cases as iamRoleTrustClosed } from "./iam/iam-role-trust-closed.cases";
import { cases as iamRoleWebIdentityExact } from "./iam/iam-role-web-identity-exact.cases";
import { cases as kmsKeyDeletionWindow } from "./kms/kms-key-deletion-window.cases";
import { cases as kmsKeyEnabled } from "./kms/kms-key-enabled.cases";
import { cases as kmsKeyPolicyClosed } from "./kms/kms-key-policy-closed.cases";
import { cases as kmsKeyPolicyWritten } from "./kms/kms-key-policy-written.cases";
import { cases as kmsKeyRotation } from "./kms/kms-key-rotation.cases";
import { cases as kmsKeySingleRegion } from "./kms/kms-key-single-region.cases";
import { cases as awsProviderRegionAllowed } from "./resources/aws-provider-region-allowed.cases";
import { cases as awsResourceTagsRequired } from "./resources/aws-resource-tags-required.cases";
import { cases as s3BucketAccessLogged } from "./s3/s3-bucket-access-logged.cases";
import { cases as s3BucketAclPrivate } from "./s3/s3-bucket-acl-private.cases";
import { cases as s3BucketCustomerKey } from "./s3/s3-bucket-customer-key.cases";
import { cases as s3BucketKept } from "./s3/s3-bucket-kept.cases";
import { cases as s3BucketLifecycle } from "./s3/s3-bucket-lifecycle.cases";
import { cases as s3BucketOwnerEnforced } from "./s3/s3-bucket-owner-enforced.cases";
import { cases as s3BucketPolicyClosed } from "./s3/s3-bucket-policy-closed.cases";
import { cases as s3BucketPublicAccessBlocked } from "./s3/s3-bucket-public-access-blocked.cases";
import { cases as s3BucketRecordsLocked } from "./s3/s3-bucket-records-locked.cases";
import { cases as s3BucketReplicationResidency } from "./s3/s3-bucket-replication-residency.cases";
import { cases as s3BucketTlsOnly } from "./s3/s3-bucket-tls-only.cases";
import { cases as s3BucketVersioned } from "./s3/s3-bucket-versioned.cases";
import { cases as secretsmanagerSecretCustomerKey } from "./secretsmanager/secretsmanager-secret-customer-key.cases";
import { cases as secretsmanagerSecretPolicyClosed } from "./secretsmanager/secretsmanager-secret-policy-closed.cases";
import { cases as secretsmanagerSecretRecoverable } from "./secretsmanager/secretsmanager-secret-recoverable.cases";
import { cases as secretsmanagerSecretRotated } from "./secretsmanager/secretsmanager-secret-rotated.cases";
import { cases as snsSubscriptionEncrypted } from "./sns/sns-subscription-encrypted.cases";
import { cases as snsTopicCustomerKey } from "./sns/sns-topic-customer-key.cases";
import { cases as snsTopicPolicyClosed } from "./sns/sns-topic-policy-closed.cases";
import { cases as snsTopicTlsOnly } from "./sns/sns-topic-tls-only.cases";

/** The cases of the rules on resources of AWS, in the order of their rules. */
export const awsSuites: readonly RuleCases[] = [
  bedrockGuardrailHarmBlocked,
  bedrockGuardrailPromptAttack,
  bedrockGuardrailPersonalData,
  bedrockGuardrailGrounding,
  bedrockGuardrailCustomerKey,
  bedrockGuardrailVersioned,
  iamRoleGuardrailEnforced,
  bedrockCallsLogged,
  bedrockLogSinksOwn,
  bedrockLogResidency,
  bedrockModelProcessingResidency,
  iamPolicyInvokeResidency,
  bedrockModelSupported,
  bedrockModelAllowed,
  iamPolicyInvokeByProfile,
  bedrockProfileWorkloadTagged,
  bedrockAgentGuardrail,
  bedrockAgentCustomerKey,
  bedrockAgentOwnRole,
  bedrockSourceCustomerKey,
  bedrockKnowledgeStoreOwn,
  bedrockCustomModelProtected,
  ec2VpcBedrockEndpoints,
  ec2EndpointPolicyScoped,
  ec2EndpointPrivateDns,
  ec2EndpointZones,
  ec2EndpointSecurityGroup,
  ec2VpcNoInternet,
  ec2RouteNoInternet,
  ec2SubnetNoPublicIp,
  ec2GroupIngressClosed,
  ec2GroupEgressClosed,
  ec2GroupDescribed,
  ec2VpcDefaultGroupClosed,
  ec2VpcFlowLogs,
  kmsKeyRotation,
  kmsKeyPolicyClosed,
  kmsKeyPolicyWritten,
  kmsKeyDeletionWindow,
  kmsKeyEnabled,
  kmsKeySingleRegion,
  s3BucketPublicAccessBlocked,
  s3BucketTlsOnly,
  s3BucketCustomerKey,
  s3BucketVersioned,
  s3BucketAccessLogged,
  s3BucketOwnerEnforced,
  s3BucketLifecycle,
  s3BucketPolicyClosed,
  s3BucketRecordsLocked,
  s3BucketAclPrivate,
  s3BucketKept,
  s3BucketReplicationResidency,
  iamNoLongLivedCredential,
  iamPolicyNoWildcardAction,
  iamPolicyBedrockExact,
  iamPolicyNoWildcardResource,
  iamPolicyNoEscalation,
  iamRoleNoFullAccess,
  iamRoleWebIdentityExact,
  iamRoleTrustClosed,
  iamRoleServiceSource,
  iamRoleBounded,
  iamProviderOneTenant,
  iamPolicyDecryptScoped,
  cloudtrailTrailAllRegions,
  cloudtrailTrailValidated,
  cloudtrailTrailCustomerKey,
  cloudtrailTrailBedrockData,
  cloudtrailTrailManagementEvents,
  cloudtrailTrailToLogs,
  cloudtrailBedrockRecorded,
  cloudwatchGroupRetention,
  cloudwatchGroupCustomerKey,
  cloudwatchAlarmNotifies,
  cloudwatchFilterAlarmed,
  snsTopicCustomerKey,
  snsTopicPolicyClosed,
  snsTopicTlsOnly,
  snsSubscriptionEncrypted,
  budgetsBudgetNotifies,
  budgetsWorkloadBudget,
  budgetsAccountBudget,
  secretsmanagerSecretCustomerKey,
  secretsmanagerSecretRotated,
  secretsmanagerSecretPolicyClosed,
  secretsmanagerSecretRecoverable,
  awsProviderRegionAllowed,
  awsResourceTagsRequired,
];
