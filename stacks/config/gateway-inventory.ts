import type { InventoryDeployment } from "../../components/gateway/plan";
import type { Draft } from "./draft";
import type { StackConfig } from "./schema";

/** Azure's own content filter, which a deployment has that names none. */
const defaultFilter = "Microsoft.DefaultV2";

/** The deployments of a stack as its gateway sees them; one that is not readable is left out. */
export function gatewayInventory(
  models: Draft<StackConfig["models"]> | undefined,
): readonly InventoryDeployment[] {
  const regions = new Map((models?.accounts ?? []).map((account) => [account?.name, account?.region]));
  return (models?.deployments ?? []).flatMap((deployment) => {
    const { name, account, model, version, sku, capacity, contentFilter } = deployment ?? {};
    const region = account === undefined ? undefined : regions.get(account);
    if (!name || !account || !model || !version || !sku || capacity === undefined || !region) return [];
    return [
      { name, account, region, model, version, sku, capacity, contentFilter: contentFilter ?? defaultFilter },
    ];
  });
}

/** Tokens that a workload states to use in a month, of every class; undefined where it states none at all. */
export function statedMonthlyTokens(workload: Draft<StackConfig["workloads"][number]>): number | undefined {
  const usages = (workload.models ?? []).flatMap((model) => (model?.usage ? [model.usage] : []));
  if (usages.length === 0) return undefined;
  const millions = usages.reduce(
    (total, { input = 0, cachedInput = 0, output = 0 }) => total + input + cachedInput + output,
    0,
  );
  return Math.round(millions * 1_000_000);
}
