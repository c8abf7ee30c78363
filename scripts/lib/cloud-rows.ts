import type { DeclaredModel } from "../../catalog/models";
import { declaredModelRows } from "../../localcloud/behaviours/deployment-models";
import { quotaRows, type SubscriptionQuota } from "../../localcloud/behaviours/deployment-quota";
import { existingPolicyRows, existingRows, existingTable } from "../../localcloud/existing";
import { isAws, type AnyStackConfig, type StackConfig } from "../../stacks/config/index";
import { declaredModels, homesOfModels } from "../../stacks/config/declared-models";
import { existingPolicies, existingResources } from "../../stacks/config/existing-resources";

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the local cloud of a stack is told, by table: the models that are newer than the catalog, what stands already, the quota of its subscription. */
export function cloudRowsOf(config: AnyStackConfig): Rows {
  return isAws(config)
    ? { [existingTable]: existingPolicyRows(existingPolicies(config)) }
    : azureRowsOf(config);
}

function azureRowsOf(config: StackConfig): Rows {
  const declared = declaredModels(config.models);
  return {
    models: declaredModelRows(declared, homesOfModels(config)),
    [existingTable]: existingRows(existingResources(config)),
    ...quotaRows(subscriptionQuotaOf(config, declared)),
  };
}

function subscriptionQuotaOf({ models }: StackConfig, declared: readonly DeclaredModel[]): SubscriptionQuota {
  return {
    tier: models.quotaTier as SubscriptionQuota["tier"],
    granted: models.grantedQuota.map((grant) => {
      const format = declared.find(({ name }) => name === grant.model)?.format;
      return { ...grant, ...(format === undefined ? {} : { format }) };
    }),
  };
}
