import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import { namedValues, reference } from "./named-value";
import { operations } from "./operations";
import type { SecondCloud } from "./policies/stand-in";
import { workloadPolicy } from "./policies/workload-policy";
import type { WorkloadRouteArgs } from "./workload-route";

/** The API of a workload under its own path, with its operations. */
export function createApi(
  parent: pulumi.Resource,
  name: string,
  { gateway, workload }: WorkloadRouteArgs,
): apimanagement.Api {
  const { resourceGroupName, serviceName } = gateway;
  const api = gateway.writes.next(
    (dependsOn) =>
      new apimanagement.Api(
        `${name}-api`,
        {
          resourceGroupName,
          serviceName,
          apiId: workload,
          displayName: `Models for ${workload}`,
          path: `${workload}/openai`,
          protocols: ["https"],
          apiType: "http",
          subscriptionRequired: false,
        },
        retried({ parent, dependsOn }),
      ),
  );
  for (const { id, displayName, method, urlTemplate, deploymentPath } of operations) {
    gateway.writes.next(
      (dependsOn) =>
        new apimanagement.ApiOperation(
          `${name}-${id}`,
          {
            resourceGroupName,
            serviceName,
            apiId: workload,
            operationId: id,
            displayName,
            method,
            urlTemplate,
            templateParameters:
              deploymentPath === undefined ? [] : [{ name: "deployment", type: "string", required: true }],
          },
          retried({ parent, dependsOn: [...dependsOn, api] }),
        ),
    );
  }
  return api;
}

/** What the API does with a request: who calls, which deployment answers, and what is kept. */
export function createApiPolicy(
  parent: pulumi.Resource,
  name: string,
  args: WorkloadRouteArgs,
  api: apimanagement.Api,
  clientId: string,
): void {
  const { gateway, workload, audiences, pools } = args;
  const secondCloud = secondCloudOf(parent, args);
  gateway.writes.next(
    (dependsOn) =>
      new apimanagement.ApiPolicy(
        `${name}-api-policy`,
        {
          resourceGroupName: gateway.resourceGroupName,
          serviceName: gateway.serviceName,
          apiId: workload,
          policyId: "policy",
          format: "xml",
          value: pulumi.output(args.group).apply((group) =>
            workloadPolicy({
              workload,
              pools,
              callers: {
                audiences,
                group,
                tenantId: reference(namedValues.tenantId),
                clientId: reference(clientId),
              },
              gatewayClientId: reference(namedValues.clientId),
              ...(args.contentSafety ? { contentSafety: args.contentSafety } : {}),
              ...(args.semanticCache ? { semanticCache: args.semanticCache } : {}),
              ...(secondCloud ? { secondCloud } : {}),
            }),
          ),
        },
        retried({ parent, dependsOn: [...dependsOn, api] }),
      ),
  );
}

function secondCloudOf(
  parent: pulumi.Resource,
  { workload, secondCloud }: WorkloadRouteArgs,
): SecondCloud | undefined {
  if (!secondCloud) return undefined;
  const { bedrock, standIns } = secondCloud;
  return {
    access: bedrock.access,
    standIns: Object.fromEntries(
      Object.entries(standIns).map(([pool, profile]) => [
        pool,
        bedrock.standIn({ ...profile, workload }, parent),
      ]),
    ),
  };
}
