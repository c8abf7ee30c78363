import { ciPermissions } from "../../../components/aws/ci-permissions";
import { arnOf, iamArn } from "../../../components/aws/place";
import type { PolicyStatement } from "../../../components/aws/policy-document";
import { rolesBoundary } from "../../../components/aws/roles-boundary";

export interface PipelinePlace {
  readonly region: string;
  readonly accountId: string;
  /** What names of the platform's resources begin with: `contoso-prod`. */
  readonly prefix: string;
}

/** A policy of IAM as JSON. */
export type Policy = { readonly Version: "2012-10-17"; readonly Statement: readonly PolicyStatement[] };

/** What a preview, a search for drift and a verification read: settings of the platform's resources, no entry and no object. */
export function readingPolicy(place: PipelinePlace): Policy {
  const { region, prefix } = place;
  return policy([
    ...ciPermissions({ ...place, tags: {} }, prefix),
    {
      Sid: "Verify",
      Effect: "Allow",
      Action: ["cloudformation:GetResource"],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "TimesOfEntries",
      Effect: "Allow",
      Action: ["logs:DescribeLogStreams"],
      Resource: [arn(place, "logs", `log-group:/cornerstone/${prefix}/*`)],
    },
  ]);
}

/** Name of the policy that roles of a stack may not exceed: not one of the platform's names, which its pipeline may write. */
export function boundaryName(organization: string, stack: string): string {
  return `pipeline-${organization}-${stack}-boundary`;
}

/** The most that a role of the platform may do. The pipeline can give none more, nor change this. */
export function boundaryPolicy(place: PipelinePlace): Policy {
  return policy(rolesBoundary({ ...place, tags: {} }, place.prefix));
}

/**
 * What a deployment writes. Where AWS knows names, by the platform's; else in the region alone. It calls no model and reads no entry.
 * What gives rights to a role, it may do only where the role carries the boundary, which it cannot take off: rights that it has not itself
 * it could take by way of a role otherwise. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * Actions: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function writingPolicy(place: PipelinePlace, boundary: string): Policy {
  const { region, prefix } = place;
  const platformRoles = [iamArn(place, `role/${prefix}-*`)];
  return policy([
    {
      Sid: "InTheRegion",
      Effect: "Allow",
      Action: regional,
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    named("Trails", cloudtrail, [arn(place, "cloudtrail", `trail/${prefix}`)]),
    named("Alarms", cloudwatch, [arn(place, "cloudwatch", `alarm:${prefix}-*`)]),
    named("LogGroups", logs, [arn(place, "logs", `log-group:/cornerstone/${prefix}/*`)]),
    named("Topics", sns, [arn(place, "sns", `${prefix}-*`)]),
    named("Buckets", s3, [`arn:aws:s3:::${prefix}-*`]),
    named("Roles", roles, platformRoles),
    {
      ...named("RolesWithinTheBoundary", rightsOfRoles, platformRoles),
      Condition: { StringEquals: { "iam:PermissionsBoundary": boundary } },
    },
    { Sid: "BoundaryStays", Effect: "Deny", Action: ["iam:DeleteRolePermissionsBoundary"], Resource: "*" },
    {
      Sid: "BoundaryUnchanged",
      Effect: "Deny",
      Action: changesOfPolicies,
      Resource: [boundary],
    },
    named("Issuers", issuers, [iamArn(place, "oidc-provider/*")]),
    named(
      "Budgets",
      ["budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"],
      [arn({ ...place, region: "" }, "budgets", `budget/${prefix}-*`)],
    ),
  ]);
}

function arn(place: PipelinePlace, service: string, resource: string): string {
  return arnOf({ ...place, tags: {} }, service, resource);
}

function named(sid: string, actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return { Sid: sid, Effect: "Allow", Action: actions, Resource: resources };
}

function policy(statements: readonly PolicyStatement[]): Policy {
  return { Version: "2012-10-17", Statement: statements };
}

const of = (service: string, names: string): readonly string[] =>
  names.split(" ").map((name) => `${service}:${name}`);

const regional = [
  ...of(
    "bedrock",
    "CreateGuardrail CreateGuardrailVersion UpdateGuardrail DeleteGuardrail CreateInferenceProfile DeleteInferenceProfile CreateProvisionedModelThroughput UpdateProvisionedModelThroughput DeleteProvisionedModelThroughput PutModelInvocationLoggingConfiguration DeleteModelInvocationLoggingConfiguration TagResource UntagResource",
  ),
  ...of(
    "ec2",
    "CreateVpc DeleteVpc ModifyVpcAttribute CreateSubnet DeleteSubnet ModifySubnetAttribute CreateRouteTable DeleteRouteTable AssociateRouteTable DisassociateRouteTable CreateSecurityGroup DeleteSecurityGroup AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateVpcEndpoint DeleteVpcEndpoints ModifyVpcEndpoint CreateFlowLogs DeleteFlowLogs CreateTags DeleteTags",
  ),
  ...of(
    "kms",
    "CreateKey CreateAlias DeleteAlias UpdateAlias CreateGrant EnableKeyRotation PutKeyPolicy ScheduleKeyDeletion TagResource UntagResource UpdateKeyDescription",
  ),
  ...of("logs", "CreateLogDelivery DeleteLogDelivery"),
];
const cloudtrail = of(
  "cloudtrail",
  "AddTags CreateTrail DeleteTrail PutEventSelectors RemoveTags StartLogging StopLogging UpdateTrail",
);
const cloudwatch = of("cloudwatch", "DeleteAlarms PutMetricAlarm TagResource UntagResource");
const logs = of(
  "logs",
  "AssociateKmsKey CreateLogGroup DeleteLogGroup DeleteMetricFilter DisassociateKmsKey PutMetricFilter PutRetentionPolicy TagResource UntagResource",
);
const sns = of(
  "sns",
  "CreateTopic DeleteTopic SetSubscriptionAttributes SetTopicAttributes Subscribe TagResource Unsubscribe UntagResource",
);
const s3 = of(
  "s3",
  "CreateBucket DeleteBucket DeleteBucketPolicy PutBucketLogging PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning PutEncryptionConfiguration PutLifecycleConfiguration",
);
const roles = of(
  "iam",
  "DeleteRole ListInstanceProfilesForRole PassRole TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription",
);
/** Actions that know the condition key `iam:PermissionsBoundary`. */
const rightsOfRoles = of("iam", "CreateRole DeleteRolePolicy PutRolePermissionsBoundary PutRolePolicy");
const changesOfPolicies = of(
  "iam",
  "CreatePolicyVersion DeletePolicy DeletePolicyVersion SetDefaultPolicyVersion",
);
const issuers = of(
  "iam",
  "AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint",
);
