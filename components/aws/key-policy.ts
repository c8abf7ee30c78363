import { arnOf, iamArn, type AwsPlace } from "./place";
import { fromAccount, type PolicyStatement } from "./policy-document";

/** What the policy of a key needs to know: names that stand before the resources do. */
export interface KeyUsers extends AwsPlace {
  /** Name of the trail that encrypts with the key. */
  readonly trailName: string;
  /** What names of log groups begin with. */
  readonly logGroups: string;
}

/** Uses of a key by a service that encrypts and decrypts for itself. */
const useForItself = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
];

/**
 * The policy of the platform's key. The account's administrators may manage it and not decrypt with it; principals of the account
 * use it only through services that keep data of the platform, and only where IAM lets them; services use it for what they
 * keep themselves. https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function keyPolicy(users: KeyUsers): readonly PolicyStatement[] {
  return [
    administration(users),
    throughServices(users),
    grants(users),
    logGroups(users),
    trail(users),
    ...deliveries(users),
    ...notices(users),
  ];
}

/** Without it nobody could change the policy of the key again. */
function administration(users: KeyUsers): PolicyStatement {
  return {
    Sid: "Administration",
    Effect: "Allow",
    Principal: { AWS: iamArn(users, "root") },
    Action: [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:DescribeKey",
      "kms:DisableKey",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListAliases",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListKeyRotations",
      "kms:ListResourceTags",
      "kms:PutKeyPolicy",
      "kms:RevokeGrant",
      "kms:RotateKeyOnDemand",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ],
    Resource: "*",
  };
}

function throughServices(users: KeyUsers): PolicyStatement {
  const services = ["bedrock", "s3", "sns"].map((service) => `${service}.${users.region}.amazonaws.com`);
  return {
    Sid: "ThroughServicesOfThePlatform",
    Effect: "Allow",
    Principal: { AWS: iamArn(users, "root") },
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    Resource: "*",
    Condition: { StringEquals: { "kms:CallerAccount": users.accountId, "kms:ViaService": services } },
  };
}

/** Bedrock keeps a guardrail readable for itself by a grant. https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions.html */
function grants(users: KeyUsers): PolicyStatement {
  return {
    Sid: "GrantsOfServices",
    Effect: "Allow",
    Principal: { AWS: iamArn(users, "root") },
    Action: ["kms:CreateGrant"],
    Resource: "*",
    Condition: {
      Bool: { "kms:GrantIsForAWSResource": "true" },
      StringEquals: {
        "kms:CallerAccount": users.accountId,
        "kms:ViaService": `bedrock.${users.region}.amazonaws.com`,
      },
    },
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function logGroups(users: KeyUsers): PolicyStatement {
  return {
    Sid: "LogGroups",
    Effect: "Allow",
    Principal: { Service: `logs.${users.region}.amazonaws.com` },
    Action: useForItself,
    Resource: "*",
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": arnOf(users, "logs", `log-group:${users.logGroups}/*`),
      },
    },
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
function trail(users: KeyUsers): PolicyStatement {
  return {
    Sid: "Trail",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["kms:DescribeKey", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceArn": arnOf(users, "cloudtrail", `trail/${users.trailName}`) } },
  };
}

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html */
function deliveries(users: KeyUsers): readonly PolicyStatement[] {
  return [
    {
      Sid: "InvocationLogs",
      Effect: "Allow",
      Principal: { Service: "bedrock.amazonaws.com" },
      Action: ["kms:GenerateDataKey"],
      Resource: "*",
      Condition: fromAccount(users.accountId, arnOf(users, "bedrock", "*")),
    },
  ];
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
function notices(users: KeyUsers): readonly PolicyStatement[] {
  return [
    ["Alarms", "cloudwatch.amazonaws.com", arnOf(users, "cloudwatch", "alarm:*")] as const,
    ["Budgets", "budgets.amazonaws.com", `arn:aws:budgets::${users.accountId}:*`] as const,
  ].map(([Sid, Service, source]) => ({
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: fromAccount(users.accountId, source),
  }));
}
