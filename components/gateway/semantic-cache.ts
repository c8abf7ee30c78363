import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import type { StoreArgs } from "../data/store-encryption";
import type { EndpointService } from "../network/private-endpoint";
import { assignRole } from "../security/role-assignment";
import { retried } from "../shared/retry";
import { connectCache, type AccessKey } from "./cache-connection";
import { createRedis, type CacheSku } from "./cache-redis";
import type { BackendAccount } from "./model-backends";
import type { ModelGateway } from "./model-gateway";
import type { SemanticCachePolicy } from "./policies/semantic-cache";

/** Arguments of a {@link SemanticCache}. */
export interface SemanticCacheArgs extends StoreArgs {
  /** The gateway that asks it: one with `systemIdentity`. */
  readonly gateway: ModelGateway;
  /** The deployment that turns prompts into vectors, and its account. */
  readonly embeddings: { readonly deployment: string; readonly account: BackendAccount };
  /**
   * Size of the Redis.
   * @default "Balanced_B0", half a gigabyte
   */
  readonly sku?: CacheSku;
  /**
   * The key that the gateway connects with. To rotate: make the other one anew, then name it here.
   * @default "primary"
   */
  readonly accessKey?: AccessKey;
}

/** What a workload asks of the cache. */
export type CacheUse = Pick<SemanticCachePolicy, "scoreThreshold" | "seconds">;

/**
 * A semantic cache of a gateway: a question that is similar to one which was answered before gets the same answer, and no model is
 * called. Which workloads ask it, and what partitions it, is the business of their policies.
 * https://learn.microsoft.com/azure/api-management/azure-openai-enable-semantic-caching
 */
export class SemanticCache extends pulumi.ComponentResource {
  /** ARM ID of the Redis. */
  public readonly id: pulumi.Output<string>;
  /** The Redis as the target of a private endpoint. */
  public readonly service: EndpointService;
  /** What a private endpoint has to wait for. */
  public readonly settled: readonly pulumi.Resource[];
  private readonly location: string;

  constructor(name: string, args: SemanticCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    const { gateway, vault, ...inputs } = args;
    super(
      "cornerstone:index:SemanticCache",
      name,
      { ...inputs, gatewayId: gateway.id, vaultId: vault.id },
      opts,
    );
    const { location, tags, accessKey = "primary", sku = "Balanced_B0" } = args;
    const redis = createRedis(this, name, { ...args, sku });
    createEmbeddings(this, name, args);
    connectCache(this, name, { gateway, location, redis, vault, accessKey, tags });
    this.id = redis.cluster.id;
    this.location = location;
    this.settled = [redis.database];
    this.service = {
      id: redis.cluster.id,
      type: "Microsoft.Cache/redisEnterprise",
      groupId: "redisEnterprise",
    };
    this.registerOutputs({ id: this.id });
  }

  /** What the policy of a workload's API has to know to ask this cache. */
  policyFor(use: CacheUse): SemanticCachePolicy {
    return { ...use, region: this.location, embeddingsBackendId };
  }
}

const embeddingsBackendId = "semantic-cache-embeddings";

/** The policy asks for embeddings as the gateway's own identity, and as no other (`embeddings-backend-auth`). */
function createEmbeddings(
  parent: SemanticCache,
  name: string,
  { gateway, embeddings: { account, deployment } }: SemanticCacheArgs,
): void {
  assignRole(
    `${name}-embeddings-user`,
    {
      scope: account.id,
      role: "cognitiveServicesOpenAIUser",
      principalId: gateway.systemPrincipalId ?? "",
      principalType: "ServicePrincipal",
    },
    { parent },
  );
  gateway.writes.next(
    (dependsOn) =>
      new apimanagement.Backend(
        `${name}-embeddings`,
        {
          resourceGroupName: gateway.resourceGroupName,
          serviceName: gateway.serviceName,
          backendId: embeddingsBackendId,
          description: `Deployment ${deployment}, which turns prompts into vectors for the semantic cache.`,
          type: "Single",
          protocol: "http",
          url: pulumi.interpolate`${account.endpoint}openai/deployments/${deployment}/embeddings`,
          tls: { validateCertificateChain: true, validateCertificateName: true },
        },
        retried({ parent, dependsOn }),
      ),
  );
}
