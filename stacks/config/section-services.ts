import type { EndpointService } from "../../components/network/private-endpoint";
import { agentServices } from "./agent-services";

type Service = Pick<EndpointService, "type" | "groupId" | "location">;

const storage = "Microsoft.Storage/storageAccounts";
const databricks = "Microsoft.Databricks/workspaces";

/** A service or a few, and how many addresses their private endpoints take. */
interface Part {
  readonly services: readonly Service[];
  readonly addresses: number;
}

/** A Databricks workspace with its sign-in. */
const databricksWorkspace: Part = {
  services: [
    { type: databricks, groupId: "databricks_ui_api" },
    { type: databricks, groupId: "browser_authentication" },
  ],
  addresses: 3,
};

/** A data lake with its two APIs. */
const lake: Part = {
  services: [
    { type: storage, groupId: "blob" },
    { type: storage, groupId: "dfs" },
  ],
  addresses: 2,
};

/** A Machine Learning workspace. https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link */
const learningWorkspace: Part = {
  services: [{ type: "Microsoft.MachineLearningServices/workspaces", groupId: "amlworkspace" }],
  addresses: 7,
};

/** What a Machine Learning workspace stands on: a registry, storage, and a vault, whose zone every platform has. */
const learningResources: Part = {
  services: [
    { type: "Microsoft.ContainerRegistry/registries", groupId: "registry" },
    { type: storage, groupId: "blob" },
    { type: storage, groupId: "file" },
  ],
  addresses: 5,
};

/** The Redis of a gateway's semantic cache. */
const cache: Part = {
  services: [{ type: "Microsoft.Cache/redisEnterprise", groupId: "redisEnterprise" }],
  addresses: 1,
};

/** The sections, as far as they decide which services a platform gives a private endpoint. */
export interface ServiceSections {
  readonly network?: { readonly dns?: { readonly mode?: string | undefined } | undefined } | undefined;
  readonly gateway?: { readonly semanticCache?: unknown } | undefined;
  readonly agents?: Parameters<typeof agentServices>[0] | undefined;
  readonly data?: { readonly databricks?: { readonly existing?: unknown } | undefined } | undefined;
  readonly learning?: { readonly existing?: unknown } | undefined;
}

/**
 * Whether existing services get an endpoint in the platform's network, too. In zones that others keep, their name has an
 * address already, and a second endpoint would take it away.
 */
export function joinsExisting({ network }: ServiceSections): boolean {
  return network?.dns?.mode === "own";
}

/** The services that optional sections add to a platform. */
export function sectionServices(sections: ServiceSections, region: string): readonly Service[] {
  return [
    ...(sections.agents ? agentServices(sections.agents, region) : []),
    ...partsOf(sections).flatMap(({ services }) => services),
  ];
}

/** Addresses of the private endpoints of data, learning and the gateway's cache. */
export function sectionAddresses(sections: ServiceSections): number {
  return partsOf(sections).reduce((sum, { addresses }) => sum + addresses, 0);
}

function partsOf(sections: ServiceSections): readonly Part[] {
  const caches = sections.gateway?.semanticCache === undefined ? [] : [cache];
  return [...caches, ...dataParts(sections), ...learningParts(sections)];
}

function dataParts(sections: ServiceSections): readonly Part[] {
  const workspace = sections.data?.databricks;
  if (workspace === undefined) return [];
  return workspace.existing === undefined || joinsExisting(sections) ? [databricksWorkspace, lake] : [lake];
}

function learningParts(sections: ServiceSections): readonly Part[] {
  const { learning } = sections;
  if (!learning) return [];
  if (learning.existing === undefined) return [learningWorkspace, learningResources];
  return joinsExisting(sections) ? [learningWorkspace] : [];
}
