import type { Verb } from "../model";

/** What the verbs take on a type of AWS. */
export interface AwsService {
  /** Type token of the SDK. */
  readonly type: string;
  /** Output with the ARN. */
  readonly arn: string;
  readonly verbs: Readonly<Partial<Record<Verb, readonly string[]>>>;
  /** Type of the policy that a resource has of its own, and its input that names the resource. */
  readonly ownPolicy?: { readonly type: string; readonly of: string };
  /** True where IAM decides only as far as the resource's own policy hands over to it. */
  readonly policyFirst?: true;
}

/**
 * What each verb takes, by service. Source of the actions:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const awsServices: readonly AwsService[] = [
  {
    type: "aws:bedrock/inferenceProfile:InferenceProfile",
    arn: "arn",
    verbs: {
      call: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
      delete: ["bedrock:DeleteInferenceProfile"],
    },
  },
  {
    type: "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
    arn: "provisionedModelArn",
    verbs: {
      call: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
      change: ["bedrock:UpdateProvisionedModelThroughput"],
      delete: ["bedrock:DeleteProvisionedModelThroughput"],
    },
  },
  {
    type: "aws:bedrock/guardrail:Guardrail",
    arn: "guardrailArn",
    verbs: {
      call: ["bedrock:ApplyGuardrail"],
      change: ["bedrock:UpdateGuardrail"],
      delete: ["bedrock:DeleteGuardrail"],
    },
  },
  {
    type: "aws:s3/bucket:Bucket",
    arn: "arn",
    verbs: {
      change: ["s3:PutObject", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration"],
      readPrompts: ["s3:GetObject"],
      delete: ["s3:DeleteObject", "s3:DeleteBucket", "s3:PutLifecycleConfiguration"],
      grantAccess: ["s3:PutBucketPolicy"],
    },
    ownPolicy: { type: "aws:s3/bucketPolicy:BucketPolicy", of: "bucket" },
  },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    arn: "arn",
    verbs: {
      change: ["logs:PutLogEvents", "logs:PutRetentionPolicy"],
      readPrompts: ["logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery"],
      delete: ["logs:DeleteLogGroup", "logs:DeleteLogStream"],
    },
  },
  {
    type: "aws:cloudtrail/trail:Trail",
    arn: "arn",
    verbs: {
      change: ["cloudtrail:StopLogging", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"],
      delete: ["cloudtrail:DeleteTrail"],
    },
  },
  {
    type: "aws:secretsmanager/secret:Secret",
    arn: "arn",
    verbs: {
      change: ["secretsmanager:PutSecretValue"],
      readKeys: ["secretsmanager:GetSecretValue"],
      delete: ["secretsmanager:DeleteSecret"],
      grantAccess: ["secretsmanager:PutResourcePolicy"],
    },
    ownPolicy: { type: "aws:secretsmanager/secretPolicy:SecretPolicy", of: "secretArn" },
  },
  {
    // A key never leaves KMS: whoever may call it decrypts what it keeps closed.
    type: "aws:kms/key:Key",
    arn: "arn",
    verbs: {
      call: ["kms:Decrypt"],
      change: ["kms:DisableKey", "kms:UpdateAlias"],
      delete: ["kms:ScheduleKeyDeletion"],
      grantAccess: ["kms:PutKeyPolicy", "kms:CreateGrant"],
    },
    ownPolicy: { type: "aws:kms/key:Key", of: "keyId" },
    policyFirst: true,
  },
];
