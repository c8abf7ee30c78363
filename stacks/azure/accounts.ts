import type * as pulumi from "@pulumi/pulumi";
import { findModel } from "../../catalog/models";
import { Blocklist } from "../../components/openai/blocklist";
import { ContentFilter } from "../../components/openai/content-filter";
import { ModelDeployments, type ModelDeployment } from "../../components/openai/model-deployments";
import { OpenAIAccount } from "../../components/openai/openai-account";
import type { KeyVault } from "../../components/security/key-vault";
import { physicalName } from "../../components/shared/naming";
import type { Placement } from "../../components/shared/placement";
import { workloadTags, type Tags } from "../../components/shared/tags";
import type { ContentFilterConfig, DeploymentConfig, StackConfig } from "../config";
import { known } from "./known";

/** What an account of a stack is made from. */
export interface AccountContext {
  readonly config: StackConfig;
  readonly placement: Placement;
  readonly protected: boolean;
  readonly workspaceId: pulumi.Input<string>;
  /** Key vaults by region. */
  readonly vaults: Readonly<Record<string, KeyVault>>;
  /** ARM ID of the resource group. */
  readonly groupId: pulumi.Output<string>;
}

/** An account with everything that is written to it: blocklists, content filters, deployments, in this order. */
export function createAccount(
  name: string,
  key: string,
  context: AccountContext,
  opts: pulumi.ComponentResourceOptions,
): OpenAIAccount {
  const { config, groupId, vaults, placement, workspaceId } = context;
  const { accounts, blocklists, contentFilters, deployments } = config.models;
  const { region, kind } = known(Object.fromEntries(accounts.map((item) => [item.name, item])), key);
  const account = new OpenAIAccount(
    name,
    {
      ...placement,
      location: region,
      kind,
      accountName: groupId.apply((id) =>
        physicalName("Microsoft.CognitiveServices/accounts/customSubDomainName", [name], id),
      ),
      vault: known(vaults, region),
      protected: context.protected,
      workspaceId,
    },
    opts,
  );
  const carried = deployments.filter((deployment) => deployment.account === key);
  const filters = contentFilters.filter((filter) =>
    carried.some(({ contentFilter }) => contentFilter === filter.name),
  );
  for (const list of blocklists.filter(({ name: list }) => filters.some((filter) => uses(filter, list)))) {
    const { name: blocklistName, description, items } = list;
    new Blocklist(
      `${name}-blocklist-${blocklistName}`,
      { account, blocklistName, items, ...(description === undefined ? {} : { description }) },
      opts,
    );
  }
  for (const { name: filterName, ...filter } of filters) {
    new ContentFilter(`${name}-filter-${filterName}`, { account, filterName, ...filter }, opts);
  }
  if (carried.length > 0) {
    const items = carried.map((deployment) => modelDeployment(deployment, config, placement.tags));
    new ModelDeployments(name, { account, deployments: items }, opts);
  }
  return account;
}

function uses({ prompt, completion }: ContentFilterConfig, blocklist: string): boolean {
  return [...prompt.blocklists, ...completion.blocklists].includes(blocklist);
}

function modelDeployment(deployment: DeploymentConfig, config: StackConfig, tags: Tags): ModelDeployment {
  const { name, model, version, sku, capacity, contentFilter, versionUpgrade } = deployment;
  return {
    name,
    format: findModel(model, version)?.format ?? "OpenAI",
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
