import type { UnknownCharge } from "./charges";

const freeOfCharge = [
  "bedrock/guardrailVersion:GuardrailVersion",
  "bedrock/inferenceProfile:InferenceProfile",
  "bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
  "cloudwatch/logMetricFilter:LogMetricFilter",
  "ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "ec2/routeTable:RouteTable",
  "ec2/routeTableAssociation:RouteTableAssociation",
  "ec2/securityGroup:SecurityGroup",
  "ec2/subnet:Subnet",
  "ec2/vpc:Vpc",
  "iam/openIdConnectProvider:OpenIdConnectProvider",
  "iam/role:Role",
  "iam/rolePolicy:RolePolicy",
  "kms/alias:Alias",
  "sns/topicPolicy:TopicPolicy",
  "sns/topicSubscription:TopicSubscription",
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

/** What is billed, by what; the catalog has list prices of Bedrock's tokens, and of nothing else on AWS. */
const billed: Readonly<Record<string, string>> = {
  "bedrock/guardrail:Guardrail": "text units that the guardrail reads",
  "bedrock/provisionedModelThroughput:ProvisionedModelThroughput": "model units, by the hour",
  "budgets/budget:Budget": "budget beyond the first two of the account",
  "cloudtrail/trail:Trail": "data events recorded",
  "cloudwatch/logGroup:LogGroup": "logs ingested and kept",
  "cloudwatch/metricAlarm:MetricAlarm": "alarm",
  "ec2/flowLog:FlowLog": "flows delivered",
  "ec2/vpcEndpoint:VpcEndpoint": "endpoint hours and data",
  "kms/key:Key": "key, its rotations and operations",
  "s3/bucket:Bucket": "data and operations",
  "sns/topic:Topic": "messages",
};

/** What a resource of AWS costs beside tokens; undefined for a type that nobody has looked at. */
export function awsChargesOf(
  type: string,
  inputs: Readonly<Record<string, unknown>>,
): readonly UnknownCharge[] | "free" | undefined {
  const name = type.replace(/^aws:/, "");
  // Settings of a bucket are a part of it; gateway endpoints cost nothing.
  if (freeOfCharge.includes(name) || /^s3\/bucket\w+:/.test(name)) return "free";
  if (name === "ec2/vpcEndpoint:VpcEndpoint" && inputs["vpcEndpointType"] === "Gateway") return "free";
  const item = billed[name];
  if (item === undefined) return undefined;
  return [{ item, reason: "of AWS the catalog has list prices of Bedrock's tokens alone" }];
}
