import { isObject, objectsAt, stringAt } from "../arm/json";
import { AwsError } from "../aws/error";
import type { AwsView } from "../aws/behaviour";
import type { AwsResource } from "../aws/resource";
import type { Json, JsonObject } from "../store/store";

/** How AWS CloudFormation tells of a type what the provider tells in its own words. */
interface Telling {
  find(identifier: string, aws: AwsView): AwsResource | undefined;
  properties(resource: AwsResource, aws: AwsView): JsonObject;
}

/**
 * A resource as Cloud Control describes it, with the properties that a verification reads.
 * https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_GetResource.html
 */
export function describedResource(type: string, identifier: string, aws: AwsView): JsonObject {
  const telling = tellings[type];
  if (!telling)
    throw new AwsError(
      400,
      "UnsupportedActionException",
      `Resource type ${type} does not support GET action`,
    );
  const found = telling.find(identifier, aws);
  if (!found)
    throw new AwsError(
      400,
      "ResourceNotFoundException",
      `Resource of type '${type}' with identifier '${identifier}' was not found.`,
    );
  return telling.properties(found, aws);
}

const byId = (type: string) => (id: string, aws: AwsView) => aws.get(type, id);
const byAttribute = (type: string, attribute: string) => (value: string, aws: AwsView) =>
  aws.find(type, attribute, value);

/** Types and properties: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
const tellings: Readonly<Record<string, Telling>> = {
  "AWS::EC2::VPCEndpoint": {
    find: byId("aws:ec2/vpcEndpoint:VpcEndpoint"),
    properties: ({ id, attributes }) => ({
      Id: id,
      ServiceName: attributes["serviceName"] ?? "",
      PrivateDnsEnabled: attributes["privateDnsEnabled"] ?? false,
      PolicyDocument: policyIn(attributes["policy"]),
      SubnetIds: attributes["subnetIds"] ?? [],
    }),
  },
  "AWS::S3::Bucket": {
    find: byId("aws:s3/bucket:Bucket"),
    properties: ({ id }, aws) => {
      const block = aws
        .all("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
        .find(({ attributes }) => attributes["bucket"] === id);
      const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
      return {
        BucketName: id,
        ...(block && {
          PublicAccessBlockConfiguration: Object.fromEntries(
            flags.map((flag) => [capital(flag), block.attributes[flag] ?? false]),
          ),
        }),
      };
    },
  },
  "AWS::S3::BucketPolicy": {
    find: (bucket, aws) =>
      aws.all("aws:s3/bucketPolicy:BucketPolicy").find(({ attributes }) => attributes["bucket"] === bucket),
    properties: ({ attributes }) => ({
      Bucket: attributes["bucket"] ?? "",
      PolicyDocument: policyIn(attributes["policy"]),
    }),
  },
  "AWS::IAM::Role": {
    find: byId("aws:iam/role:Role"),
    properties: ({ id, attributes }, aws) => ({
      RoleName: id,
      AssumeRolePolicyDocument: policyIn(attributes["assumeRolePolicy"]),
      Policies: aws
        .all("aws:iam/rolePolicy:RolePolicy")
        .filter((policy) => policy.attributes["role"] === id)
        .map((policy) => ({
          PolicyName: policy.attributes["name"] ?? "",
          PolicyDocument: policyIn(policy.attributes["policy"]),
        })),
      ManagedPolicyArns: aws
        .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
        .filter((attached) => attached.attributes["role"] === id)
        .map((attached) => attached.attributes["policyArn"] ?? ""),
      ...(attributes["permissionsBoundary"] !== undefined && {
        PermissionsBoundary: attributes["permissionsBoundary"],
      }),
    }),
  },
  "AWS::Bedrock::Guardrail": {
    find: byAttribute("aws:bedrock/guardrail:Guardrail", "guardrailArn"),
    properties: ({ attributes }) => ({
      GuardrailArn: attributes["guardrailArn"] ?? "",
      Status: attributes["status"] ?? "READY",
      ContentPolicyConfig: {
        FiltersConfig: objectsAt(attributes, "contentPolicyConfig.filtersConfigs").map((filter) => ({
          Type: filter["type"] ?? "",
          InputStrength: filter["inputStrength"] ?? "NONE",
          OutputStrength: filter["outputStrength"] ?? "NONE",
        })),
      },
    }),
  },
  "AWS::Bedrock::GuardrailVersion": {
    // Identified by both: `<ID of the guardrail>|<version>`.
    find: (identifier, aws) =>
      aws
        .all("aws:bedrock/guardrailVersion:GuardrailVersion")
        .find(
          ({ attributes }) =>
            `${stringAt(attributes, "guardrailArn")?.split("/").at(-1) ?? ""}|${stringAt(attributes, "version") ?? ""}` ===
            identifier,
        ),
    properties: ({ attributes }) => ({
      GuardrailArn: attributes["guardrailArn"] ?? "",
      Version: attributes["version"] ?? "",
    }),
  },
  "AWS::Bedrock::ApplicationInferenceProfile": {
    find: byAttribute("aws:bedrock/inferenceProfile:InferenceProfile", "arn"),
    properties: ({ attributes }) => ({
      InferenceProfileArn: attributes["arn"] ?? "",
      Status: attributes["status"] ?? "ACTIVE",
      Models: objectsAt(attributes, "models").map((model) => ({ ModelArn: model["modelArn"] ?? "" })),
    }),
  },
  "AWS::Logs::LogGroup": {
    find: byId("aws:cloudwatch/logGroup:LogGroup"),
    properties: ({ id, attributes }) => ({
      LogGroupName: id,
      ...(attributes["kmsKeyId"] !== undefined && { KmsKeyId: attributes["kmsKeyId"] }),
      ...(attributes["retentionInDays"] !== undefined && { RetentionInDays: attributes["retentionInDays"] }),
    }),
  },
  "AWS::CloudTrail::Trail": {
    find: byAttribute("aws:cloudtrail/trail:Trail", "name"),
    properties: ({ attributes }) => ({
      TrailName: attributes["name"] ?? "",
      IsLogging: attributes["enableLogging"] ?? true,
      EnableLogFileValidation: attributes["enableLogFileValidation"] ?? false,
      ...(attributes["kmsKeyId"] !== undefined && { KMSKeyId: attributes["kmsKeyId"] }),
    }),
  },
};

function policyIn(text: Json | undefined): JsonObject {
  const policy: unknown = typeof text === "string" && text !== "" ? JSON.parse(text) : {};
  return isObject(policy) ? policy : {};
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
