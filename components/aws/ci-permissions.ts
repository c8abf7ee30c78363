import { arnOf, iamArn, type AwsPlace } from "./place";
import type { PolicyStatement } from "./policy-document";

/** Settings of services in the region, without a word of what people wrote: no object, no log line, no message. */
const regional = [
  "bedrock:GetGuardrail",
  "bedrock:GetInferenceProfile",
  "bedrock:GetModelInvocationLoggingConfiguration",
  "bedrock:GetProvisionedModelThroughput",
  "bedrock:ListTagsForResource",
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetEventSelectors",
  "cloudtrail:GetTrail",
  "cloudtrail:GetTrailStatus",
  "cloudtrail:ListTags",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:ListTagsForResource",
  "ec2:DescribeFlowLogs",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribePrefixLists",
  "ec2:DescribeRouteTables",
  "ec2:DescribeSecurityGroupRules",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeTags",
  "ec2:DescribeVpcAttribute",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcs",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListResourceTags",
  "logs:DescribeLogGroups",
  "logs:DescribeMetricFilters",
  "logs:ListTagsForResource",
  "sns:GetSubscriptionAttributes",
  "sns:GetTopicAttributes",
  "sns:ListTagsForResource",
];

const ofBuckets = [
  "s3:GetAccelerateConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketRequestPayment",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
];

const ofIdentities = [
  "iam:GetOpenIDConnectProvider",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListRolePolicies",
];

/** What a pipeline needs to preview a change and to find drift: settings of the platform's resources, nothing else. */
export function ciPermissions(place: AwsPlace, prefix: string): readonly PolicyStatement[] {
  return [
    {
      Sid: "SettingsInTheRegion",
      Effect: "Allow",
      Action: regional,
      // Most of these name no resource. Which region is meant, they all do.
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
    },
    { Sid: "SettingsOfBuckets", Effect: "Allow", Action: ofBuckets, Resource: `arn:aws:s3:::${prefix}-*` },
    {
      Sid: "SettingsOfIdentities",
      Effect: "Allow",
      Action: ofIdentities,
      Resource: [iamArn(place, `role/${prefix}-*`), iamArn(place, "oidc-provider/*")],
    },
    {
      Sid: "Budgets",
      Effect: "Allow",
      Action: ["budgets:ListTagsForResource", "budgets:ViewBudget"],
      Resource: arnOf({ ...place, region: "" }, "budgets", `budget/${prefix}-*`),
    },
  ];
}
