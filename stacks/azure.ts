import { createAccess, plannedGrants } from "./azure/access";
import { createAccounts } from "./azure/accounts";
import { prepareAgents } from "./azure/agent-ground";
import { createAgents } from "./azure/agents";
import { createData } from "./azure/data";
import { createGateway } from "./azure/gateway";
import { createDirectory } from "./azure/identity";
import { createLearning } from "./azure/learning";
import { createNetworking } from "./azure/networking";
import { createOperations } from "./azure/operations";
import { platformOutputs } from "./azure/outputs";
import { createBudget, createLocks } from "./azure/safeguards";
import { openSite } from "./azure/site";
import { createVaults, ownVaults } from "./azure/vaults";
import { createWorkloads } from "./azure/workloads";
import type { StackConfig } from "./config";

/**
 * Stands the platform up on Azure: each step needs what the steps before it made. What happens in which order inside a
 * service is the business of its component.
 */
export function azurePlatform(config: StackConfig, now: Date): Record<string, unknown> {
  const site = openSite(config, now);
  const networking = createNetworking(site);
  const { network, connect } = networking;
  const vaults = createVaults(site, connect);
  const ground = prepareAgents(site, network);
  const accounts = createAccounts(site, connect, vaults, ground);
  const workloads = createWorkloads(site);
  const directory = createDirectory(site);
  const grants = plannedGrants(config);
  const gateway = createGateway(site, networking, accounts, vaults, workloads, directory);
  const agents = createAgents(site, connect, vaults, accounts, directory, ground);
  const data = createData(site, network, connect, vaults, accounts);
  const learning = createLearning(site, connect, vaults, accounts);
  const access = createAccess(site, grants, { accounts, data, learning }, workloads, directory);
  const { networkWatcher } = config.operations.flowLogs ?? {};
  const networks = [{ network, place: site.home, networkWatcher }, ...(gateway?.networks ?? [])];
  const firewall = ground?.firewall;
  const operations = createOperations(site, connect, { networks, vaults, accounts, firewall });
  createBudget(site);
  const locked = {
    ...ownVaults(vaults, config),
    ...(learning?.resources ? { learning: learning.resources.secrets } : {}),
  };
  createLocks(site, locked, [
    site.monitoring,
    access,
    ...Object.values(directory.applications),
    ...Object.values(vaults),
    ...Object.values(accounts),
    ...(gateway ? [gateway.service] : []),
    ...(agents?.components ?? []),
    ...(data?.components ?? []),
    ...(learning?.components ?? []),
    ...operations.components,
  ]);
  return platformOutputs({
    site,
    vaults,
    accounts,
    workloads,
    grants,
    directory,
    ...(gateway ? { gateway } : {}),
    ...(agents ? { agents } : {}),
    ...(data ? { data } : {}),
    ...(learning ? { learning } : {}),
  });
}
