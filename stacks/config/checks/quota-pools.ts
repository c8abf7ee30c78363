import { findModel, type DeclaredModel } from "../../../catalog/models";
import { overlayQuota } from "../../../catalog/overlay";
import { grantKey, quotaPool } from "../../../catalog/quotas";
import type { Draft } from "../draft";
import type { StackConfig } from "../schema";
import { accountsOf, deploymentsOf, elements } from "./check";

/** The pool that a deployment draws on, and what is known of its limit beside the default of the tier. */
export interface Pool {
  readonly key: string;
  readonly region: string;
  /** What the stack file says that Azure granted, else what `catalog refresh` read. */
  readonly limit: number | undefined;
  /** Capacity of the pool that deployments outside of this stack hold. */
  readonly others: number;
}

/**
 * The pool of each deployment. What a refresh found in use is credited with what this stack declares in the pool: nobody can
 * tell here which of it stands already, and an update of what stands must not be refused for its own capacity.
 */
export function poolsOf(config: Draft<StackConfig>, newer: readonly DeclaredModel[]): readonly Pool[] {
  const regions = new Map(accountsOf(config).map(({ value }) => [value.name, value.region]));
  const drawn = deploymentsOf(config).map(({ value }) => {
    const { model = "", version = "", sku = "", capacity = 1, account } = value;
    const region = (account === undefined ? undefined : regions.get(account)) ?? "";
    const format = findModel(model, version, newer)?.format;
    const query = { region, sku, model, ...(format === undefined ? {} : { format }) };
    // All deployments of a stack stand in one subscription: its ID makes no difference between pools.
    return { query, capacity, ...quotaPool({ ...query, subscription: "", version }) };
  });
  const grants = new Map(
    elements(config.models?.grantedQuota, []).flatMap(({ value: { model, sku, region, capacity } }) => {
      if (model === undefined || sku === undefined || region === undefined || capacity === undefined)
        return [];
      const format = newer.find(({ name }) => name === model)?.format;
      return [[grantKey({ model, sku, region, ...(format === undefined ? {} : { format }) }), capacity]];
    }),
  );
  return drawn.map(({ query, key, usageName }) => {
    const live = overlayQuota(usageName, query.region);
    const own = drawn.filter((each) => each.key === key).reduce((sum, { capacity }) => sum + capacity, 0);
    return {
      key,
      region: query.region,
      limit: grants.get(grantKey(query)) ?? live?.limit,
      others: Math.max(0, (live?.used ?? 0) - own),
    };
  });
}
