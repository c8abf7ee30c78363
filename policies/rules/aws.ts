import type { Rule } from "../rule";
import { bedrockAgentCustomerKey } from "./bedrock/bedrock-agent-customer-key";
import { bedrockAgentGuardrail } from "./bedrock/bedrock-agent-guardrail";
import { bedrockAgentOwnRole } from "./bedrock/bedrock-agent-own-role";
import { bedrockCallsLogged } from "./bedrock/bedrock-calls-logged";
import { bedrockCustomModelProtected } from "./bedrock/bedrock-custom-model-protected";
import { bedrockGuardrailCustomerKey } from "./bedrock/bedrock-guardrail-customer-key";
import { bedrockGuardrailGrounding } from "./bedrock/bedrock-guardrail-grounding";
import { bedrockGuardrailHarmBlocked } from "./bedrock/bedrock-guardrail-harm-blocked";
import { bedrockGuardrailPersonalData } from "./bedrock/bedrock-guardrail-personal-data";
import { bedrockGuardrailPromptAttack } from "./bedrock/bedrock-guardrail-prompt-attack";
import { bedrockGuardrailVersioned } from "./bedrock/bedrock-guardrail-versioned";
import { bedrockKnowledgeStoreOwn } from "./bedrock/bedrock-knowledge-store-own";
import { bedrockLogResidency } from "./bedrock/bedrock-log-residency";
import { bedrockLogSinksOwn } from "./bedrock/bedrock-log-sinks-own";
import { bedrockModelAllowed } from "./bedrock/bedrock-model-allowed";
import { bedrockModelProcessingResidency } from "./bedrock/bedrock-model-processing-residency";
import { bedrockModelSupported } from "./bedrock/bedrock-model-supported";
import { bedrockProfileWorkloadTagged } from "./bedrock/bedrock-profile-workload-tagged";
import { bedrockSourceCustomerKey } from "./bedrock/bedrock-source-customer-key";
import { budgetsAccountBudget } from "./budgets/budgets-account-budget";
import { budgetsBudgetNotifies } from "./budgets/budgets-budget-notifies";
import { budgetsWorkloadBudget } from "./budgets/budgets-workload-budget";
import { cloudtrailBedrockRecorded } from "./cloudtrail/cloudtrail-bedrock-recorded";
import { cloudtrailTrailAllRegions } from "./cloudtrail/cloudtrail-trail-all-regions";
import { cloudtrailTrailBedrockData } from "./cloudtrail/cloudtrail-trail-bedrock-data";
import { cloudtrailTrailCustomerKey } from "./cloudtrail/cloudtrail-trail-customer-key";
import { cloudtrailTrailManagementEvents } from "./cloudtrail/cloudtrail-trail-management-events";
import { cloudtrailTrailToLogs } from "./cloudtrail/cloudtrail-trail-to-logs";
import { cloudtrailTrailValidated } from "./cloudtrail/cloudtrail-trail-validated";
import { cloudwatchAlarmNotifies } from "./cloudwatch/cloudwatch-alarm-notifies";
import { cloudwatchFilterAlarmed } from "./cloudwatch/cloudwatch-filter-alarmed";
import { cloudwatchGroupCustomerKey } from "./cloudwatch/cloudwatch-group-customer-key";
import { cloudwatchGroupRetention } from "./cloudwatch/cloudwatch-group-retention";
import { ec2EndpointPolicyScoped } from "./ec2/ec2-endpoint-policy-scoped";
import { ec2EndpointPrivateDns } from "./ec2/ec2-endpoint-private-dns";
import { ec2EndpointSecurityGroup } from "./ec2/ec2-endpoint-security-group";
import { ec2EndpointZones } from "./ec2/ec2-endpoint-zones";
import { ec2GroupDescribed } from "./ec2/ec2-group-described";
import { ec2GroupEgressClosed } from "./ec2/ec2-group-egress-closed";
import { ec2GroupIngressClosed } from "./ec2/ec2-group-ingress-closed";
import { ec2RouteNoInternet } from "./ec2/ec2-route-no-internet";
import { ec2SubnetNoPublicIp } from "./ec2/ec2-subnet-no-public-ip";
import { ec2VpcBedrockEndpoints } from "./ec2/ec2-vpc-bedrock-endpoints";
import { ec2VpcDefaultGroupClosed } from "./ec2/ec2-vpc-default-group-closed";
import { ec2VpcFlowLogs } from "./ec2/ec2-vpc-flow-logs";
import { ec2VpcNoInternet } from "./ec2/ec2-vpc-no-internet";
import { iamNoLongLivedCredential } from "./iam/iam-no-long-lived-credential";
import { iamPolicyBedrockExact } from "./iam/iam-policy-bedrock-exact";
import { iamPolicyDecryptScoped } from "./iam/iam-policy-decrypt-scoped";
import { iamPolicyInvokeByProfile } from "./iam/iam-policy-invoke-by-profile";
import { iamPolicyInvokeResidency } from "./iam/iam-policy-invoke-residency";
import { iamPolicyNoEscalation } from "./iam/iam-policy-no-escalation";
import { iamPolicyNoWildcardAction } from "./iam/iam-policy-no-wildcard-action";
import { iamPolicyNoWildcardResource } from "./iam/iam-policy-no-wildcard-resource";
import { iamProviderOneTenant } from "./iam/iam-provider-one-tenant";
import { iamRoleBounded } from "./iam/iam-role-bounded";
import { iamRoleGuardrailEnforced } from "./iam/iam-role-guardrail-enforced";
import { iamRoleNoFullAccess } from "./iam/iam-role-no-full-access";
import { iamRoleServiceSource } from "./iam/iam-role-service-source";
import { iamRoleTrustClosed } from "./iam/iam-role-trust-closed";
import { iamRoleWebIdentityExact } from "./iam/iam-role-web-identity-exact";
import { kmsKeyDeletionWindow } from "./kms/kms-key-deletion-window";
import { kmsKeyEnabled } from "./kms/kms-key-enabled";
import { kmsKeyPolicyClosed } from "./kms/kms-key-policy-closed";
import { kmsKeyPolicyWritten } from "./kms/kms-key-policy-written";
import { kmsKeyRotation } from "./kms/kms-key-rotation";
import { kmsKeySingleRegion } from "./kms/kms-key-single-region";
import { awsProviderRegionAllowed } from "./resources/aws-provider-region-allowed";
import { awsResourceTagsRequired } from "./resources/aws-resource-tags-required";
import { s3BucketAccessLogged } from "./s3/s3-bucket-access-logged";
import { s3BucketAclPrivate } from "./s3/s3-bucket-acl-private";
import { s3BucketCustomerKey } from "./s3/s3-bucket-customer-key";
import { s3BucketKept } from "./s3/s3-bucket-kept";
import { s3BucketLifecycle } from "./s3/s3-bucket-lifecycle";
import { s3BucketOwnerEnforced } from "./s3/s3-bucket-owner-enforced";
import { s3BucketPolicyClosed } from "./s3/s3-bucket-policy-closed";
import { s3BucketPublicAccessBlocked } from "./s3/s3-bucket-public-access-blocked";
import { s3BucketRecordsLocked } from "./s3/s3-bucket-records-locked";
import { s3BucketReplicationResidency } from "./s3/s3-bucket-replication-residency";
import { s3BucketTlsOnly } from "./s3/s3-bucket-tls-only";
import { s3BucketVersioned } from "./s3/s3-bucket-versioned";
import { secretsmanagerSecretCustomerKey } from "./secretsmanager/secretsmanager-secret-customer-key";
import { secretsmanagerSecretPolicyClosed } from "./secretsmanager/secretsmanager-secret-policy-closed";
import { secretsmanagerSecretRecoverable } from "./secretsmanager/secretsmanager-secret-recoverable";
import { secretsmanagerSecretRotated } from "./secretsmanager/secretsmanager-secret-rotated";
import { snsSubscriptionEncrypted } from "./sns/sns-subscription-encrypted";
import { snsTopicCustomerKey } from "./sns/sns-topic-customer-key";
import { snsTopicPolicyClosed } from "./sns/sns-topic-policy-closed";
import { snsTopicTlsOnly } from "./sns/sns-topic-tls-only";

/** The rules on resources of AWS, by ID. */
export const awsRules: readonly Rule[] = [
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
