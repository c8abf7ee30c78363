import { arnOf, iamArn, type AwsPlace } from "./place";
import type { PolicyStatement } from "./policy-document";

/** Settings of one kind of resource, and the resources: without a word of what people wrote, no object, no log line, no message. */
interface Settings {
  readonly of: string;
  readonly actions: readonly string[];
  readonly resources: (place: AwsPlace, prefix: string) => readonly string[];
}

/** Actions: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const settings: readonly Settings[] = [
  {
    of: "Bedrock",
    actions: [
      "bedrock:GetGuardrail",
      "bedrock:GetInferenceProfile",
      "bedrock:GetProvisionedModelThroughput",
      "bedrock:ListTagsForResource",
    ],
    resources: (place) =>
      ["application-inference-profile", "guardrail", "inference-profile", "provisioned-model"].map((kind) =>
        arnOf(place, "bedrock", `${kind}/*`),
      ),
  },
  {
    of: "Trails",
    actions: [
      "cloudtrail:GetEventSelectors",
      "cloudtrail:GetTrail",
      "cloudtrail:GetTrailStatus",
      "cloudtrail:ListTags",
    ],
    resources: (place, prefix) => [arnOf(place, "cloudtrail", `trail/${prefix}`)],
  },
  {
    of: "Alarms",
    actions: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
    resources: (place, prefix) => [arnOf(place, "cloudwatch", `alarm:${prefix}-*`)],
  },
  {
    of: "Keys",
    actions: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
    resources: (place) => [arnOf(place, "kms", "key/*")],
  },
  {
    of: "LogGroups",
    actions: ["logs:DescribeMetricFilters", "logs:ListTagsForResource"],
    resources: (place, prefix) => [arnOf(place, "logs", `log-group:/cornerstone/${prefix}/*`)],
  },
  {
    of: "Topics",
    actions: ["sns:GetSubscriptionAttributes", "sns:GetTopicAttributes", "sns:ListTagsForResource"],
    resources: (place, prefix) => [arnOf(place, "sns", `${prefix}-*`)],
  },
  {
    of: "Buckets",
    actions: [
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
    ],
    resources: (_, prefix) => [`arn:aws:s3:::${prefix}-*`],
  },
  {
    of: "Identities",
    actions: [
      "iam:GetOpenIDConnectProvider",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListRolePolicies",
    ],
    resources: (place, prefix) => [iamArn(place, `role/${prefix}-*`), iamArn(place, "oidc-provider/*")],
  },
  {
    of: "Budgets",
    actions: ["budgets:ListTagsForResource", "budgets:ViewBudget"],
    resources: (place, prefix) => [arnOf({ ...place, region: "" }, "budgets", `budget/${prefix}-*`)],
  },
];

/** Actions that AWS lets nobody limit to a resource. Which region is meant, they all do say. */
const unscoped = [
  "bedrock:GetModelInvocationLoggingConfiguration",
  "cloudtrail:DescribeTrails",
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
  "kms:ListAliases",
  "logs:DescribeLogGroups",
];

/** What a pipeline needs to preview a change and to find drift: settings of the platform's resources, nothing else. */
export function ciPermissions(place: AwsPlace, prefix: string): readonly PolicyStatement[] {
  return [
    ...settings.map(({ of, actions, resources }) => ({
      Sid: `SettingsOf${of}`,
      Effect: "Allow" as const,
      Action: actions,
      Resource: resources(place, prefix),
    })),
    {
      Sid: "SettingsInTheRegion",
      Effect: "Allow",
      Action: unscoped,
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
    },
  ];
}
