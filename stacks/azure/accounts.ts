import * as pulumi from "@pulumi/pulumi";
import { findModel } from "../../catalog/models";
import type { Account } from "../../components/openai/account";
import { Blocklist } from "../../components/openai/blocklist";
import { ContentFilter } from "../../components/openai/content-filter";
import { ExistingAccount } from "../../components/openai/existing-account";
import { ModelDeployments, type ModelDeployment } from "../../components/openai/model-deployments";
import { OpenAIAccount, type OpenAIAccountArgs } from "../../components/openai/openai-account";
import type { Vault } from "../../components/security/vault";
import { physicalName } from "../../components/shared/naming";
import { workloadTags, type Tags } from "../../components/shared/tags";
import { declaredModels } from "../config/declared-models";
import { joinsExisting } from "../config/section-services";
import type { AccountConfig, ContentFilterConfig, DeploymentConfig, StackConfig } from "../config";
import type { AgentGround } from "./agent-ground";
import { known } from "./known";
import type { Connect } from "./networking";
import type { Site } from "./site";

/** The accounts of a stack by name, each complete with what is written to it, and its private endpoint after that. */
export function createAccounts(
  site: Site,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  agents?: AgentGround,
): Readonly<Record<string, Account>> {
  const accounts = site.config.models.accounts.map((config): [string, Account] => {
    const name = `${site.prefix}-${config.name}`;
    const { existing } = config;
    const carried = agents?.config.account === config.name ? agentsIn(agents) : {};
    const account = existing
      ? new ExistingAccount(name, existing, site.inPlatform)
      : createAccount(site, name, config, known(vaults, config.region), carried);
    createModels(site, name, config, account);
    if (!existing || joinsExisting(site.config)) connect(account, name, account.settled());
    return [config.name, account];
  });
  return Object.fromEntries(accounts);
}

/** What an account is made with in order to carry agents: their subnet, and the way to their stores. */
function agentsIn({
  config,
  subnetId,
  storeNames,
}: AgentGround): Pick<OpenAIAccountArgs, "agentSubnetId" | "allowedHosts"> {
  const allowedHosts = Object.values(storeNames).flatMap(({ threads, vectors, files }) => [
    pulumi.interpolate`${threads}.documents.azure.com`,
    pulumi.interpolate`${vectors}.search.windows.net`,
    pulumi.interpolate`${files}.blob.core.windows.net`,
  ]);
  return config.capabilityHost === "automatic" ? { agentSubnetId: subnetId, allowedHosts } : { allowedHosts };
}

function createAccount(
  { group, home, monitoring, inPlatform, ...site }: Site,
  name: string,
  { region, kind }: AccountConfig,
  vault: Vault,
  agents: Pick<OpenAIAccountArgs, "agentSubnetId" | "allowedHosts">,
): OpenAIAccount {
  return new OpenAIAccount(
    name,
    {
      ...home,
      location: region,
      kind,
      accountName: group.id.apply((id) =>
        physicalName("Microsoft.CognitiveServices/accounts/customSubDomainName", [name], id),
      ),
      vault,
      protected: site.protected,
      workspaceId: monitoring.workspaceId,
      ...agents,
    },
    inPlatform,
  );
}

/** Blocklists, content filters and deployments of one account, each needing the ones before. Unused ones are left out. */
function createModels(
  { config, home }: Site,
  name: string,
  { name: key }: AccountConfig,
  account: Account,
): void {
  const { blocklists, contentFilters, deployments } = config.models;
  const inAccount = { parent: account };
  const carried = deployments.filter((deployment) => deployment.account === key);
  const filters = contentFilters.filter((filter) =>
    carried.some(({ contentFilter }) => contentFilter === filter.name),
  );
  const lists = blocklists.filter((list) => filters.some((filter) => uses(filter, list.name)));
  for (const { name: blocklistName, items, description = "" } of lists) {
    const list = { account, blocklistName, items, description };
    new Blocklist(`${name}-blocklist-${blocklistName}`, list, inAccount);
  }
  for (const { name: filterName, ...filter } of filters) {
    new ContentFilter(`${name}-filter-${filterName}`, { account, filterName, ...filter }, inAccount);
  }
  const models = carried.map((deployment) => modelDeployment(deployment, config, home.tags));
  new ModelDeployments(name, { account, deployments: models }, inAccount);
}

function uses({ prompt, completion }: ContentFilterConfig, blocklist: string): boolean {
  return [...prompt.blocklists, ...completion.blocklists].includes(blocklist);
}

function modelDeployment(deployment: DeploymentConfig, config: StackConfig, tags: Tags): ModelDeployment {
  const { name, model, version, sku, capacity, contentFilter, versionUpgrade } = deployment;
  return {
    name,
    format: findModel(model, version, declaredModels(config.models))?.format ?? "OpenAI",
    model,
    version,
    sku,
    capacity,
    versionUpgrade,
    ...(contentFilter === undefined ? {} : { contentFilter }),
    tags: deploymentTags(name, config, tags),
  };
}

/** A deployment that one workload alone calls carries its tags, so that its cost counts against that budget. */
function deploymentTags(deployment: string, { workloads }: StackConfig, tags: Tags): Tags {
  const callers = workloads.filter(({ models }) => models.some((model) => model.deployment === deployment));
  const [only] = callers;
  return only && callers.length === 1 ? workloadTags(tags, only) : tags;
}
