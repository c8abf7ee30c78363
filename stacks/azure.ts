import { createAccess, plannedGrants } from "./azure/access";
import { createAccounts } from "./azure/accounts";
import { createAgents, prepareAgents } from "./azure/agents";
import { createGateway } from "./azure/gateway";
import { createNetworking } from "./azure/networking";
import { platformOutputs } from "./azure/outputs";
import { createBudget, createLocks } from "./azure/safeguards";
import { openSite } from "./azure/site";
import { createVaults } from "./azure/vaults";
import { createWorkloads } from "./azure/workloads";
import type { StackConfig } from "./config";

/**
 * Stands the platform up on Azure: each step needs what the steps before it made. What happens in which order inside a
 * service is the business of its component.
 */
export function azurePlatform(config: StackConfig, now: Date): Record<string, unknown> {
  const site = openSite(config, now);
  const { network, connect } = createNetworking(site);
  const vaults = createVaults(site, connect);
  const ground = prepareAgents(site, network);
  const accounts = createAccounts(site, connect, vaults, ground);
  const workloads = createWorkloads(site);
  const grants = plannedGrants(config);
  const access = createAccess(site, grants, accounts, workloads);
  const gateway = createGateway(site, network, accounts, workloads);
  const agents = createAgents(site, connect, vaults, accounts, ground);
  createBudget(site);
  createLocks(site, vaults, [
    site.monitoring,
    access,
    ...Object.values(vaults),
    ...Object.values(accounts),
    ...(gateway ? [gateway.service] : []),
    ...(agents?.components ?? []),
  ]);
  return platformOutputs({
    site,
    vaults,
    accounts,
    workloads,
    grants,
    ...(gateway ? { gateway } : {}),
    ...(agents ? { agents } : {}),
  });
}
