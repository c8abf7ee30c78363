import type * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import type { ResourceGraph, ResourceNode } from "../graph/types";
import { awsResolver } from "../tests/support/aws-resolver";
import { GraphIndex } from "../tests/support/graph-index";
import { all, recordStack } from "../tests/support/record";
import { stackFile } from "../tests/support/stack-files";

/** What a resource waits for that none of its properties names; invariants tell the rest (tests/support/invariants.ts). */
interface Wait {
  readonly later: string;
  readonly earlier: string;
  readonly why: string;
  /**
   * Which of the earlier ones a later one waits for.
   * @default those of the component that the later one stands in
   */
  readonly which?: (earlier: ResourceNode, later: ResourceNode) => boolean;
}

const any = (): boolean => true;

const onAws: readonly Wait[] = [
  {
    later: "cloudtrail/trail:Trail",
    earlier: "s3/bucketPolicy:BucketPolicy",
    why: "a trail is refused a bucket that it may not write to",
  },
  {
    later: "cloudtrail/trail:Trail",
    earlier: "iam/rolePolicy:RolePolicy",
    why: "and a log group that its role may not write to",
  },
  {
    later: "bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
    earlier: "s3/bucketPolicy:BucketPolicy",
    why: "Bedrock tries the bucket before it takes the setting",
  },
  {
    later: "bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
    earlier: "iam/rolePolicy:RolePolicy",
    why: "and the log group",
  },
  {
    later: "ec2/flowLog:FlowLog",
    earlier: "iam/rolePolicy:RolePolicy",
    why: "flows before it would be lost",
  },
  {
    later: "s3/bucketPolicy:BucketPolicy",
    earlier: "s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    why: "two writes of one bucket's access at once are refused (OperationAborted)",
  },
  {
    later: "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    earlier: "s3/bucketVersioning:BucketVersioning",
    why: "it expires old versions",
  },
  {
    later: "s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    earlier: "s3/bucketVersioning:BucketVersioning",
    why: "S3 refuses a lock without versions",
  },
  {
    later: "s3/bucketLogging:BucketLogging",
    earlier: "s3/bucketPolicy:BucketPolicy",
    which: ({ name }) => name === "contoso-prod-bucket-access-policy",
    why: "S3 refuses a target that it may not write to",
  },
  {
    later: "budgets/budget:Budget",
    earlier: "sns/topicPolicy:TopicPolicy",
    which: any,
    why: "Budgets refuses a topic that it may not publish to",
  },
  {
    later: "cloudwatch/metricAlarm:MetricAlarm",
    earlier: "sns/topicPolicy:TopicPolicy",
    which: any,
    why: "an alarm before it would tell nobody",
  },
  {
    later: "cloudwatch/metricAlarm:MetricAlarm",
    earlier: "cloudwatch/logMetricFilter:LogMetricFilter",
    which: (filter, alarm) => filter.name === `${alarm.name}-filter`,
    why: "an alarm on a metric that nothing fills tells that all is well",
  },
];

const onAzure: readonly Wait[] = [
  {
    later: "monitor:DiagnosticSetting",
    earlier: "storage:BlobServiceProperties",
    which: (blobs, setting) => setting.name.endsWith("-blob-diagnostics") && blobs.parent === setting.parent,
    why: "two writes of one blob service at once are refused",
  },
  {
    later: "containerregistry:Registry",
    earlier: "authorization:RoleAssignment",
    why: "a registry reads its key when it is made",
  },
  {
    later: "network:FlowLog",
    earlier: "authorization:RoleAssignment",
    which: (role, log) => role.name.includes("flow-logs") && role.parent === log.parent,
    why: "a flow log is refused a store that it may not write to",
  },
  {
    later: "authorization:RoleAssignment",
    earlier: "cognitiveservices:ProjectCapabilityHost",
    which: (host, role) => role.name === host.name.replace("-capability-host", "-files-owner"),
    why: "it owns containers that the capability host makes",
  },
  {
    later: "cosmosdb:SqlResourceSqlRoleAssignment",
    earlier: "cognitiveservices:ProjectCapabilityHost",
    why: "its database is there once the capability host is",
  },
  {
    later: "network:AzureFirewall",
    earlier: "network:FirewallPolicyRuleCollectionGroup",
    why: "rules are refused while a firewall that uses their policy is being written",
  },
  {
    later: "network:PrivateEndpoint",
    earlier: "monitor:PrivateLinkScopedResource",
    which: (_, endpoint) => endpoint.name === "contoso-prod-monitoring-endpoint",
    why: "its names follow from what the scope holds",
  },
  {
    later: "network:PrivateEndpoint",
    earlier: "resources:Deployment",
    which: ({ name }, endpoint) =>
      endpoint.name === "contoso-prod-databricks-endpoint" && name.startsWith("contoso-prod-databricks"),
    why: "a workspace that is being written takes no endpoint",
  },
  {
    later: "network:PrivateEndpoint",
    earlier: "redisenterprise:Database",
    which: (_, endpoint) => endpoint.name === "contoso-prod-gateway-cache-endpoint",
    why: "nor does a Redis",
  },
  {
    later: "apimanagement:NamedValue",
    earlier: "network:PrivateEndpoint",
    which: ({ name }, value) =>
      value.name === "contoso-prod-gateway-cache-connection" &&
      name === "contoso-prod-vault-swedencentral-endpoint",
    why: "a gateway reads a secret when its named value is written, through the vault's endpoint",
  },
  {
    later: "machinelearningservices:Workspace",
    earlier: "authorization:RoleAssignment",
    which: ({ name }) =>
      /^contoso-prod-learning-(secrets|storage|images|insights|encryption|group)/.test(name),
    why: "a workspace tries its parts when it is made, as its identity",
  },
];

let clouds: Readonly<Record<"aws" | "azure-native", ResourceGraph>>;
beforeAll(async () => {
  clouds = {
    aws: await recordStack("aws-prod", stackFile("aws-prod"), { resolver: awsResolver() }),
    "azure-native": await recordStack("prod", stackFile("prod")),
  };
});

describe.each([
  ["aws", onAws],
  ["azure-native", onAzure],
] as const)("on %s, in prod", (cloud, waits) => {
  it.each(waits.map((wait) => [`${wait.later} after ${wait.earlier}: ${wait.why}`, wait] as const))(
    "%s",
    (_, { later, earlier, which }) => {
      const graph = clouds[cloud];
      const index = new GraphIndex(graph);
      const pairs = all(graph, `${cloud}:${later}`).flatMap((node) =>
        all(graph, `${cloud}:${earlier}`)
          .filter((other) =>
            which ? which(other, node) : index.ancestors(other).some(({ urn }) => urn === node.parent),
          )
          .map((other) => [node, other] as const),
      );
      expect(pairs.length).toBeGreaterThan(0);
      const early = pairs.filter(([node, other]) => !index.dependsOn(node, other));
      expect(early.map(([node, other]) => `${node.name} does not wait for ${other.name}`)).toEqual([]);
    },
  );
});

/** Options without which the engine would delete, keep or wait in another way, by type. */
const options: Readonly<Record<string, Readonly<Record<string, pulumi.CustomResourceOptions>>>> = {
  prod: {
    "azure-native:cognitiveservices:ProjectCapabilityHost": {
      replaceOnChanges: ["projectCapabilityHostProperties"],
      deleteBeforeReplace: true,
    },
    "azure-native:machinelearningservices:Compute": {
      replaceOnChanges: ["properties.properties.vmSize", "properties.properties.vmPriority"],
      deleteBeforeReplace: true,
    },
    "azure-native:databricks:Workspace": { ignoreChanges: ["parameters.encryption"] },
    "azure-native:apimanagement:ApiManagementService": {
      customTimeouts: { create: "3h", update: "3h", delete: "3h" },
    },
    "azure-native:consumption:Budget": { ignoreChanges: ["timePeriod"] },
    "azure-native:applicationinsights:Component": {
      additionalSecretOutputs: ["connectionString", "instrumentationKey"],
    },
  },
  staging: {
    "azuread:index/group:Group": { ignoreChanges: ["members"] },
    "azuread:index/application:Application": { ignoreChanges: ["identifierUris"] },
  },
  "aws-prod": { "aws:iam/role:Role": { deleteBeforeReplace: true } },
};

describe.each(Object.entries(options))("the options that the engine is given in %s", (stack, wanted) => {
  const seen = new Map<string, pulumi.ResourceOptions[]>();
  beforeAll(async () => {
    await recordStack(stack, stackFile(stack), {
      ...(stack === "aws-prod" ? { resolver: awsResolver() } : {}),
      watch: ({ type, opts }) => seen.set(type, [...(seen.get(type) ?? []), opts]),
    });
  });

  it.each(Object.entries(wanted))("%s", (type, opts) => {
    expect(seen.get(type)?.length).toBeGreaterThan(0);
    for (const given of seen.get(type) ?? []) expect(given).toMatchObject(opts);
  });
});
