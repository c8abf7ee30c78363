import * as apimanagement from "@pulumi/azure-native/apimanagement";
import type * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import { productPolicy } from "./policies/product-policy";
import type { WorkloadRouteArgs } from "./workload-route";

/** What a workload may use: a product with its limits, and the API in it. */
export function createProduct(
  parent: pulumi.Resource,
  name: string,
  { gateway, workload, limits }: WorkloadRouteArgs,
  api: apimanagement.Api,
): void {
  const { writes: write, resourceGroupName, serviceName } = gateway;
  write.next(
    (dependsOn) =>
      new apimanagement.Product(
        `${name}-product`,
        {
          resourceGroupName,
          serviceName,
          productId: workload,
          displayName: workload,
          description: `What ${workload} may use of the platform's models.`,
          subscriptionRequired: false,
          state: "published",
        },
        retried({ parent, dependsOn }),
      ),
  );
  write.next(
    (dependsOn) =>
      new apimanagement.ProductPolicy(
        `${name}-product-policy`,
        {
          resourceGroupName,
          serviceName,
          productId: workload,
          policyId: "policy",
          format: "xml",
          value: productPolicy(workload, limits),
        },
        retried({ parent, dependsOn }),
      ),
  );
  // Last: an API is in reach of its product's callers only together with the product's limits.
  write.next(
    (dependsOn) =>
      new apimanagement.ProductApi(
        `${name}-product-api`,
        { resourceGroupName, serviceName, productId: workload, apiId: workload },
        retried({ parent, dependsOn: [...dependsOn, api] }),
      ),
  );
}
