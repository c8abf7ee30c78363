import type { ModelGateway } from "../../components/gateway/model-gateway";
import { SemanticCache } from "../../components/gateway/semantic-cache";
import type { WorkloadRouteArgs } from "../../components/gateway/workload-route";
import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import type { StackConfig } from "../config";
import { known } from "./known";
import type { Connect } from "./networking";
import type { Site } from "./site";

/** The semantic cache of a gateway, in its first region, with its private endpoint. */
export function createSemanticCache(
  site: Site,
  connect: Connect,
  gateway: ModelGateway,
  accounts: Readonly<Record<string, Account>>,
  vaults: Readonly<Record<string, Vault>>,
): SemanticCache | undefined {
  const { config, prefix, home, monitoring } = site;
  const declared = config.gateway?.semanticCache;
  if (!declared) return undefined;
  const deployment = config.models.deployments.find(({ name }) => name === declared.embeddings);
  const { id, endpoint } = known(accounts, deployment?.account ?? "");
  const name = `${prefix}-gateway-cache`;
  const cache = new SemanticCache(
    name,
    {
      ...home,
      gateway,
      vault: known(vaults, home.location),
      protected: site.protected,
      workspaceId: monitoring.workspaceId,
      embeddings: { deployment: declared.embeddings, account: { id, endpoint } },
      sku: declared.sku,
      accessKey: declared.accessKey,
    },
    { parent: gateway },
  );
  connect(cache, name, cache.settled);
  return cache;
}

/** How a workload uses the cache, where it does. */
export function cacheUse(
  workload: string,
  { gateway }: StackConfig,
  cache: SemanticCache | undefined,
): Pick<WorkloadRouteArgs, "semanticCache"> {
  const use = gateway?.semanticCache?.workloads.find((one) => one.workload === workload);
  if (!cache || !use) return {};
  const { scoreThreshold, minutes } = use;
  return { semanticCache: cache.policyFor({ scoreThreshold, seconds: minutes * 60 }) };
}
