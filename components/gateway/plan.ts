import { provisionedThroughput, tokensPerMinutePerUnit } from "../../catalog/quotas";
import { findSku } from "../../catalog/skus";
import { stableKey } from "../shared/stable-key";

/** A deployment of the platform, as far as a gateway has to know it. */
export interface InventoryDeployment {
  /** Name of the deployment, unique on the platform. */
  readonly name: string;
  /** Name of the account that carries it. */
  readonly account: string;
  /** Region of that account. */
  readonly region: string;
  /** Name of the model. */
  readonly model: string;
  /** Version of the model. */
  readonly version: string;
  /** SKU, e.g. `DataZoneStandard`. */
  readonly sku: string;
  /** Capacity in the unit of the SKU. */
  readonly capacity: number;
  /** Name of the content filter. */
  readonly contentFilter: string;
}

/** A deployment that a workload may use, and its share of the capacity in percent. */
export interface DeploymentShare {
  readonly deployment: string;
  readonly share: number;
}

/** A deployment in a pool. Lower priorities come first; weights divide the calls among equal priorities. */
export interface PoolMember {
  readonly deployment: string;
  readonly priority: number;
  readonly weight: number;
}

/** The deployments that answer a call of one workload for one model. */
export interface ModelPool {
  /** Backend ID of the pool: names the workload, the model, and what else tells it from the workload's other pools. */
  readonly id: string;
  /** Name of the model, for metrics. */
  readonly model: string;
  /** In the order in which they are tried. */
  readonly members: readonly PoolMember[];
  /**
   * The orders of gateways in other regions, where they differ.
   * @default every gateway takes the same order
   */
  readonly elsewhere?: readonly RegionalPool[];
}

/** A pool in the order of a gateway in another region: that one's own deployments come first. */
export interface RegionalPool extends Pick<ModelPool, "id" | "members"> {
  readonly region: string;
}

/**
 * The pools of a workload: its deployments of the same model, version and content filter stand in for each other, because
 * a caller could not tell their answers apart. Reserved throughput comes first, for it is paid already; then what is paid
 * by the token in the gateway's own region; another region comes last. A batch deployment answers no call.
 *
 * @param otherRegions where the gateway stands beside its first region
 */
export function planPools(
  workload: string,
  shares: readonly DeploymentShare[],
  inventory: readonly InventoryDeployment[],
  gatewayRegion: string,
  otherRegions: readonly string[] = [],
): readonly ModelPool[] {
  const groups = new Map<string, { deployment: InventoryDeployment; share: number }[]>();
  for (const { deployment: name, share } of shares) {
    const deployment = inventory.find((candidate) => candidate.name === name);
    if (!deployment || findSku(deployment.sku)?.batch === true) continue;
    const key = JSON.stringify([deployment.model, deployment.version, deployment.contentFilter]);
    groups.set(key, [...(groups.get(key) ?? []), { deployment, share }]);
  }
  return [...groups.values()].map((group) => {
    const [{ deployment: first }] = group as [(typeof group)[number]];
    const { model, version, contentFilter } = first;
    const idOf = (...parts: readonly string[]) =>
      stableKey(`${workload}--${readable(model)}`, model, version, contentFilter, ...parts);
    const members = membersOf(group, gatewayRegion);
    const elsewhere = otherRegions
      .map((region) => ({ region, id: idOf(region), members: membersOf(group, region) }))
      .filter((other) => !isSameOrder(other.members, members));
    return { id: idOf(), model, members, ...(elsewhere.length > 0 ? { elsewhere } : {}) };
  });
}

/** A pool as each gateway that goes through it sees it: one backend each. */
export function regionalPools(pool: ModelPool): readonly ModelPool[] {
  const { elsewhere = [], ...home } = pool;
  return [home, ...elsewhere.map(({ id, members }) => ({ ...home, id, members }))];
}

/** Whether two orders try the same deployments one after the other, and divide the calls alike. */
function isSameOrder(one: readonly PoolMember[], other: readonly PoolMember[]): boolean {
  const shape = (members: readonly PoolMember[]) => {
    const ranks = [...new Set(members.map(({ priority }) => priority))];
    return members.map(({ deployment, priority, weight }) => [deployment, ranks.indexOf(priority), weight]);
  };
  return JSON.stringify(shape(one)) === JSON.stringify(shape(other));
}

/** What an ID of at most 80 characters has room for beside a workload's name. */
function readable(model: string): string {
  return model.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 40);
}

function membersOf(
  group: readonly { readonly deployment: InventoryDeployment; readonly share: number }[],
  gatewayRegion: string,
): readonly PoolMember[] {
  const ranked = group.map(({ deployment, share }) => ({
    deployment: deployment.name,
    priority: priorityOf(deployment, gatewayRegion),
    capacity: (deployment.capacity * share) / 100,
  }));
  return ranked
    .map(({ deployment, priority, capacity }) => {
      const peers = ranked.filter((other) => other.priority === priority);
      const sum = peers.reduce((total, other) => total + other.capacity, 0);
      return { deployment, priority, weight: Math.max(1, Math.round((100 * capacity) / sum)) };
    })
    .sort((a, b) => a.priority - b.priority || b.weight - a.weight);
}

function priorityOf({ sku, region }: InventoryDeployment, gatewayRegion: string): number {
  const provisioned = findSku(sku)?.provisioned === true;
  if (region === gatewayRegion) return provisioned ? 1 : 2;
  return provisioned ? 3 : 4;
}

/**
 * Tokens a minute that a workload's shares amount to. A provisioned unit counts with the input tokens that it serves
 * (an output token takes several times as much of it, so that the unit's own limit may come first); undefined where the
 * catalog knows no throughput of a provisioned model.
 */
export function tokensPerMinute(
  shares: readonly DeploymentShare[],
  inventory: readonly InventoryDeployment[],
): number | undefined {
  let total = 0;
  for (const { deployment: name, share } of shares) {
    const deployment = inventory.find((candidate) => candidate.name === name);
    if (!deployment) continue;
    const unit = tokensPerUnit(deployment);
    if (unit === undefined) return undefined;
    total += (deployment.capacity * unit * share) / 100;
  }
  return Math.floor(total);
}

function tokensPerUnit({ model, version, sku }: InventoryDeployment): number | undefined {
  const known = findSku(sku);
  if (known?.batch) return 0;
  if (!known?.provisioned) return tokensPerMinutePerUnit(model);
  const throughput = provisionedThroughput({ name: model, version });
  return throughput === "unknown" ? undefined : throughput.inputTpmPerPtu;
}
