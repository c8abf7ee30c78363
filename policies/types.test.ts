import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as databricks from "@pulumi/azure-native/databricks";
import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices";
import * as security from "@pulumi/azure-native/security";
import * as search from "@pulumi/azure-native/search";
import * as cosmosdb from "@pulumi/azure-native/cosmosdb";
import * as app from "@pulumi/azure-native/app";
import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as authorization from "@pulumi/azure-native/authorization";
import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as consumption from "@pulumi/azure-native/consumption";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as monitor from "@pulumi/azure-native/monitor";
import * as network from "@pulumi/azure-native/network";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as privatedns from "@pulumi/azure-native/privatedns";
import * as redisenterprise from "@pulumi/azure-native/redisenterprise";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import * as azuread from "@pulumi/azuread";
import * as bedrock from "@pulumi/aws/bedrock";
import * as bedrockmodel from "@pulumi/aws/bedrockmodel";
import * as budgets from "@pulumi/aws/budgets";
import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as vpc from "@pulumi/aws/vpc";
import { describe, expect, it } from "vitest";
import { canonicalType } from "../graph/types";
import { aws, azure, entra } from "./types";

const classes: Record<keyof typeof azure, unknown> = {
  redis: redisenterprise.RedisEnterprise,
  redisDatabase: redisenterprise.Database,
  apiManagementCache: apimanagement.Cache,
  templateDeployment: resources.Deployment,
  account: cognitiveservices.Account,
  deployment: cognitiveservices.Deployment,
  raiPolicy: cognitiveservices.RaiPolicy,
  raiBlocklist: cognitiveservices.RaiBlocklist,
  vault: keyvault.Vault,
  key: keyvault.Key,
  secret: keyvault.Secret,
  storageAccount: storage.StorageAccount,
  blobServiceProperties: storage.BlobServiceProperties,
  blobContainer: storage.BlobContainer,
  privateEndpoint: network.PrivateEndpoint,
  privateDnsZoneGroup: network.PrivateDnsZoneGroup,
  privateZone: privatedns.PrivateZone,
  virtualNetworkLink: privatedns.VirtualNetworkLink,
  virtualNetwork: network.VirtualNetwork,
  subnet: network.Subnet,
  firewall: network.AzureFirewall,
  firewallPolicy: network.FirewallPolicy,
  networkInterface: network.NetworkInterface,
  networkSecurityGroup: network.NetworkSecurityGroup,
  securityRule: network.SecurityRule,
  roleAssignment: authorization.RoleAssignment,
  roleDefinition: authorization.RoleDefinition,
  lockByScope: authorization.ManagementLockByScope,
  userAssignedIdentity: managedidentity.UserAssignedIdentity,
  federatedCredential: managedidentity.FederatedIdentityCredential,
  diagnosticSetting: monitor.DiagnosticSetting,
  workspace: operationalinsights.Workspace,
  component: applicationinsights.Component,
  privateLinkScope: monitor.PrivateLinkScope,
  apiManagement: apimanagement.ApiManagementService,
  apiManagementApi: apimanagement.Api,
  apiManagementApiPolicy: apimanagement.ApiPolicy,
  apiManagementBackend: apimanagement.Backend,
  apiManagementDiagnostic: apimanagement.Diagnostic,
  apiManagementNamedValue: apimanagement.NamedValue,
  apiManagementProduct: apimanagement.Product,
  apiManagementProductPolicy: apimanagement.ProductPolicy,
  budget: consumption.Budget,
  resourceGroup: resources.ResourceGroup,
  searchService: search.Service,
  cosmosAccount: cosmosdb.DatabaseAccount,
  accountConnection: cognitiveservices.AccountConnection,
  projectConnection: cognitiveservices.ProjectConnection,
  projectCapabilityHost: cognitiveservices.ProjectCapabilityHost,
  sessionPool: app.ContainerAppsSessionPool,
  containerEnvironment: app.ManagedEnvironment,
  databricksWorkspace: databricks.Workspace,
  learningWorkspace: machinelearningservices.Workspace,
  learningCompute: machinelearningservices.Compute,
  registry: containerregistry.Registry,
  defenderPricing: security.Pricing,
  metricAlert: monitor.MetricAlert,
  flowLog: network.FlowLog,
};

const awsClasses: Record<keyof typeof aws, unknown> = {
  guardrail: bedrock.Guardrail,
  guardrailVersion: bedrock.GuardrailVersion,
  inferenceProfile: bedrock.InferenceProfile,
  provisionedThroughput: bedrock.ProvisionedModelThroughput,
  agent: bedrock.AgentAgent,
  knowledgeBase: bedrock.AgentKnowledgeBase,
  dataSource: bedrock.AgentDataSource,
  customModel: bedrock.CustomModel,
  invocationLogging: bedrockmodel.InvocationLoggingConfiguration,
  vpc: ec2.Vpc,
  subnet: ec2.Subnet,
  securityGroup: ec2.SecurityGroup,
  defaultSecurityGroup: ec2.DefaultSecurityGroup,
  securityGroupRule: ec2.SecurityGroupRule,
  ingressRule: vpc.SecurityGroupIngressRule,
  egressRule: vpc.SecurityGroupEgressRule,
  vpcEndpoint: ec2.VpcEndpoint,
  vpcEndpointPolicy: ec2.VpcEndpointPolicy,
  routeTable: ec2.RouteTable,
  route: ec2.Route,
  flowLog: ec2.FlowLog,
  internetGateway: ec2.InternetGateway,
  natGateway: ec2.NatGateway,
  key: kms.Key,
  replicaKey: kms.ReplicaKey,
  keyPolicy: kms.KeyPolicy,
  keyAlias: kms.Alias,
  role: iam.Role,
  rolePolicy: iam.RolePolicy,
  policy: iam.Policy,
  policyAttachment: iam.RolePolicyAttachment,
  identityProvider: iam.OpenIdConnectProvider,
  user: iam.User,
  accessKey: iam.AccessKey,
  loginProfile: iam.UserLoginProfile,
  serviceCredential: iam.ServiceSpecificCredential,
  sshKey: iam.SshKey,
  signingCertificate: iam.SigningCertificate,
  bucket: s3.Bucket,
  bucketAcl: s3.BucketAcl,
  bucketPolicy: s3.BucketPolicy,
  bucketPublicAccessBlock: s3.BucketPublicAccessBlock,
  bucketVersioning: s3.BucketVersioning,
  bucketEncryption: s3.BucketServerSideEncryptionConfiguration,
  bucketLifecycle: s3.BucketLifecycleConfiguration,
  bucketOwnership: s3.BucketOwnershipControls,
  bucketLogging: s3.BucketLogging,
  bucketLock: s3.BucketObjectLockConfiguration,
  bucketReplication: s3.BucketReplicationConfig,
  logGroup: cloudwatch.LogGroup,
  metricAlarm: cloudwatch.MetricAlarm,
  metricFilter: cloudwatch.LogMetricFilter,
  trail: cloudtrail.Trail,
  topic: sns.Topic,
  topicPolicy: sns.TopicPolicy,
  topicSubscription: sns.TopicSubscription,
  budget: budgets.Budget,
  secret: secretsmanager.Secret,
  secretPolicy: secretsmanager.SecretPolicy,
  secretVersion: secretsmanager.SecretVersion,
  secretRotation: secretsmanager.SecretRotation,
};

const entraClasses: Record<keyof typeof entra, unknown> = {
  groupEligibility: azuread.PrivilegedAccessGroupEligibilitySchedule,
  groupManagementPolicy: azuread.GroupRoleManagementPolicy,
};

describe.each([
  ["azure", azure, classes],
  ["entra", entra, entraClasses],
  ["aws", aws, awsClasses],
] as [string, Record<string, readonly [string, ...string[]]>, Record<string, unknown>][])(
  "a type of %s",
  (_, types, sdk) => {
    it.each(Object.entries(types))("%s has the token of the SDK's class", (name, [token]) => {
      expect((sdk[name] as { __pulumiType?: string }).__pulumiType).toBe(token);
      expect(canonicalType(token)).toBe(token);
    });
  },
);

it.each([
  ["azure-native:cognitiveservices/v20231001preview:Account", "azure-native:cognitiveservices:Account"],
  [
    "azure-native_cognitiveservices_v20241001:cognitiveservices:Account",
    "azure-native:cognitiveservices:Account",
  ],
  ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
  [
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
    aws.bucketEncryption[0],
  ],
  ["aws:ec2/vpc:Vpc", "aws:ec2/vpc:Vpc"],
  ["random:index/randomId:RandomId", "random:index/randomId:RandomId"],
  ["cornerstone:aws:Network", "cornerstone:aws:Network"],
])("%s is %s to every rule", (written, meant) => {
  expect(canonicalType(written)).toBe(meant);
});
