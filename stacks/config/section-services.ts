import type { EndpointService } from "../../components/network/private-endpoint";
import { agentServices } from "./agent-services";

type Service = Pick<EndpointService, "type" | "groupId" | "location">;

const storage = "Microsoft.Storage/storageAccounts";
const databricks = "Microsoft.Databricks/workspaces";

/** The services that a data section adds: a workspace with its sign-in, and a data lake with its two APIs. */
const dataServices: readonly Service[] = [
  { type: databricks, groupId: "databricks_ui_api" },
  { type: databricks, groupId: "browser_authentication" },
  { type: storage, groupId: "blob" },
  { type: storage, groupId: "dfs" },
];

/** The services that a learning section adds: a workspace and what it stands on. */
const learningServices: readonly Service[] = [
  { type: "Microsoft.MachineLearningServices/workspaces", groupId: "amlworkspace" },
  { type: "Microsoft.ContainerRegistry/registries", groupId: "registry" },
  { type: storage, groupId: "blob" },
  { type: storage, groupId: "file" },
];

/** Addresses of their private endpoints: https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link */
export const addressesOfData = 5;
export const addressesOfLearning = 12;

/** The sections, as far as they decide which services a platform gives a private endpoint. */
export interface ServiceSections {
  readonly agents?: Parameters<typeof agentServices>[0] | undefined;
  readonly data?: { readonly databricks?: unknown } | undefined;
  readonly learning?: object | undefined;
}

/** The services that optional sections add to a platform. */
export function sectionServices(sections: ServiceSections, region: string): readonly Service[] {
  return [
    ...(sections.agents ? agentServices(sections.agents, region) : []),
    ...(sections.data?.databricks === undefined ? [] : dataServices),
    ...(sections.learning ? learningServices : []),
  ];
}
