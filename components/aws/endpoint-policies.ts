import { arnOf, iamArn, type AwsPlace } from "./place";
import type { PolicyStatement } from "./policy-document";

/** A service that the network reaches by a private endpoint. */
export interface EndpointService {
  /** Stable key, a part of the endpoint's name: the service as its endpoint calls it. */
  readonly service: string;
  readonly type: "Interface" | "Gateway";
  /** What passes through the endpoint. */
  readonly policy: (place: AwsPlace) => readonly PolicyStatement[];
}

/** Calls of principals of this account. `"*"` with this condition is AWS's way to say so, at gateway endpoints its only one. */
function ofThisAccount(actions: readonly string[], resources: readonly string[] = ["*"]) {
  return ({ accountId }: AwsPlace): readonly PolicyStatement[] => [
    {
      Sid: "ThisAccountOnly",
      Effect: "Allow",
      Principal: "*",
      Action: actions,
      Resource: resources,
      Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
    },
  ];
}

/** The same, and only on what belongs to this account: nothing is carried into another one's bucket or log. */
function withinThisAccount(actions: readonly string[]) {
  return ({ accountId }: AwsPlace): readonly PolicyStatement[] => [
    {
      Sid: "WithinThisAccount",
      Effect: "Allow",
      Principal: "*",
      Action: actions,
      Resource: "*",
      Condition: {
        StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId },
      },
    },
  ];
}

/**
 * Tokens are exchanged before a caller has an identity in AWS, so that only the role can be named, not the caller.
 */
function tokenExchange(place: AwsPlace): readonly PolicyStatement[] {
  return [
    {
      Sid: "RolesOfThisAccount",
      Effect: "Allow",
      Principal: "*",
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Resource: iamArn(place, "role/*"),
      Condition: { StringEquals: { "aws:ResourceAccount": place.accountId } },
    },
    ...ofThisAccount(["sts:GetCallerIdentity"])(place),
  ];
}

/**
 * Every service of Bedrock, and what its callers need beside it. Names:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html
 */
export const endpointServices: readonly EndpointService[] = [
  {
    service: "bedrock-runtime",
    type: "Interface",
    policy: ofThisAccount([
      "bedrock:InvokeModel",
      "bedrock:InvokeModelWithResponseStream",
      "bedrock:ApplyGuardrail",
      "bedrock:CountTokens",
    ]),
  },
  {
    service: "bedrock",
    type: "Interface",
    policy: ofThisAccount([
      "bedrock:GetFoundationModel",
      "bedrock:GetGuardrail",
      "bedrock:GetInferenceProfile",
      "bedrock:GetModelInvocationLoggingConfiguration",
      "bedrock:ListFoundationModels",
      "bedrock:ListGuardrails",
      "bedrock:ListInferenceProfiles",
    ]),
  },
  {
    service: "bedrock-agent",
    type: "Interface",
    policy: ofThisAccount([
      "bedrock:GetAgent",
      "bedrock:GetKnowledgeBase",
      "bedrock:ListAgents",
      "bedrock:ListKnowledgeBases",
    ]),
  },
  {
    service: "bedrock-agent-runtime",
    type: "Interface",
    policy: ofThisAccount(["bedrock:InvokeAgent", "bedrock:Retrieve", "bedrock:RetrieveAndGenerate"]),
  },
  { service: "sts", type: "Interface", policy: tokenExchange },
  {
    service: "kms",
    type: "Interface",
    policy: withinThisAccount(["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]),
  },
  {
    service: "logs",
    type: "Interface",
    policy: (place) =>
      ofThisAccount(
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        [arnOf(place, "logs", "log-group:*")],
      )(place),
  },
  {
    service: "s3",
    type: "Gateway",
    policy: withinThisAccount(["s3:GetObject", "s3:ListBucket", "s3:PutObject"]),
  },
];
