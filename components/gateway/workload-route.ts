import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import type { BedrockAccess, WorkloadProfile } from "./bedrock-access";
import type { ModelBackends } from "./model-backends";
import type { ModelGateway } from "./model-gateway";
import { addNamedValue } from "./named-value";
import { regionalPools, type ModelPool } from "./plan";
import type { ContentSafety } from "./policies/content-safety";
import type { TokenLimits } from "./policies/product-policy";
import type { SemanticCachePolicy } from "./policies/semantic-cache";
import { createApi, createApiPolicy } from "./workload-api";
import { createProduct } from "./workload-product";

/** Arguments of a {@link WorkloadRoute}. */
export interface WorkloadRouteArgs {
  /** The gateway that takes the calls. */
  readonly gateway: ModelGateway;
  /** The deployments behind it. */
  readonly backends: ModelBackends;
  /** Name of the workload: first segment of its path, and the name that its tokens are counted under. */
  readonly workload: string;
  /** Object ID of the workload's group in Entra ID. */
  readonly group: pulumi.Input<string>;
  /** Client ID of the workload's own identity. */
  readonly clientId: pulumi.Input<string>;
  /** Audiences that a token may be made for. */
  readonly audiences: readonly string[];
  /** The pools that answer, at least one. */
  readonly pools: readonly ModelPool[];
  /** How much the workload may use. */
  readonly limits: TokenLimits;
  /**
   * The service that looks at prompts before a model does.
   * @default none
   */
  readonly contentSafety?: ContentSafety;
  /**
   * The cache that answers questions which were answered before, and how.
   * @default none
   */
  readonly semanticCache?: SemanticCachePolicy;
  /**
   * The second cloud, and the model there that stands in for a pool, by the ID of the pool.
   * @default none
   */
  readonly secondCloud?: {
    readonly bedrock: BedrockAccess;
    readonly standIns: Readonly<Record<string, Omit<WorkloadProfile, "workload">>>;
  };
}

/**
 * A workload's way through a gateway: its pools, an API under its own path, and a product with its limits. The product is
 * open (no subscription key); what lets a caller in is the token that the API's policy asks for.
 */
export class WorkloadRoute extends pulumi.ComponentResource {
  /** Base of the workload's addresses: `<url>/v1/...` and `<url>/deployments/<name>/...`. */
  public readonly url: pulumi.Output<string>;

  constructor(name: string, args: WorkloadRouteArgs, opts?: pulumi.ComponentResourceOptions) {
    const { gateway, backends, secondCloud, ...inputs } = args;
    const standIns = secondCloud && Object.values(secondCloud.standIns).map(({ model }) => model);
    const shown = { ...inputs, ...(standIns ? { standIns } : {}), gatewayId: gateway.id };
    super("cornerstone:index:WorkloadRoute", name, shown, opts);
    const clientId = `workload-${args.workload}-client-id`;
    addNamedValue(gateway, `${name}-client-id`, clientId, args.clientId, this);
    for (const pool of args.pools.flatMap(regionalPools)) createPool(this, name, gateway, backends, pool);
    const api = createApi(this, name, args);
    createApiPolicy(this, name, args, api, clientId);
    createProduct(this, name, args, api);
    this.url = pulumi.interpolate`${gateway.url}/${args.workload}/openai`;
    this.registerOutputs({ url: this.url });
  }
}

function createPool(
  parent: WorkloadRoute,
  name: string,
  gateway: ModelGateway,
  { pathBackendIds }: ModelBackends,
  pool: ModelPool,
): void {
  const services = pool.members.map(({ deployment, priority, weight }) => {
    const id = pathBackendIds[deployment];
    if (id) return { id, priority, weight };
    throw new pulumi.ResourceError(`deployment ${deployment} of pool ${pool.id} has no backend`, parent);
  });
  gateway.writes.next(
    (dependsOn) =>
      new apimanagement.Backend(
        `${name}-pool-${pool.id}`,
        {
          resourceGroupName: gateway.resourceGroupName,
          serviceName: gateway.serviceName,
          backendId: pool.id,
          description: `Deployments of ${pool.model} in the order in which they answer.`,
          type: "Pool",
          pool: { services },
        },
        retried({ parent, dependsOn }),
      ),
  );
}
