import type { ExportedState } from "./resume";

/** Something that Azure keeps after it was deleted. */
export interface Remains {
  readonly what: "account" | "workspace" | "gateway" | "vault";
  readonly name: string;
  /** ARM ID that the resource had. */
  readonly id: string;
  readonly group: string;
  readonly location: string;
  /** Purges it for good; absent where purge protection forbids that. */
  readonly command?: string;
}

const kinds: Readonly<Record<string, Remains["what"]>> = {
  "azure-native:cognitiveservices:Account": "account",
  "azure-native:machinelearningservices:Workspace": "workspace",
  "azure-native:apimanagement:ApiManagementService": "gateway",
  "azure-native:keyvault:Vault": "vault",
};

/** An account holds its agents' subnet, and its keys and those of workspaces are in a vault: they go before both. */
const order: readonly Remains["what"][] = ["account", "workspace", "gateway", "vault"];

/** The version of the API of workspaces whose deletion takes `forceToPurge`. */
export const workspaceVersion = "2024-04-01";

/**
 * What a destroy of this state leaves behind in Azure, in the order in which it can be purged: AI accounts for 48 hours
 * (https://learn.microsoft.com/azure/ai-services/recover-purge-resources), workspaces of Machine Learning for 14 days, with what they
 * keep in a group of their own (https://learn.microsoft.com/azure/machine-learning/concept-soft-delete), API Management services for 48 hours
 * (https://learn.microsoft.com/azure/api-management/soft-delete), vaults for their retention of 7 to 90 days
 * (https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview).
 */
export function remainsOf(state: ExportedState): readonly Remains[] {
  const remains = (state.deployment.resources ?? []).flatMap((resource): Remains[] => {
    const what = kinds[resource.type];
    const match = /\/resourceGroups\/([^/]+)\/providers\/[^/]+\/[^/]+\/([^/]+)$/i.exec(resource.id ?? "");
    const [id = "", group = "", name = ""] = match ? [resource.id, match[1], match[2]] : [];
    if (what === undefined || id === "") return [];
    const location =
      textAt(resource.outputs, "location") ?? textAt(resource.inputs, "location") ?? "<region>";
    const properties = resource.inputs?.["properties"] as Record<string, unknown> | undefined;
    const kept = what === "vault" && properties?.["enablePurgeProtection"] === true;
    const command = {
      account: `az cognitiveservices account purge --name ${name} --resource-group ${group} --location ${location}`,
      // `az ml workspace delete --permanently-delete` finds none that is deleted already: Azure/azure-cli#33756.
      workspace: `az rest --method delete --url "https://management.azure.com${id}?api-version=${workspaceVersion}&forceToPurge=true"`,
      gateway: `az apim deletedservice purge --service-name ${name} --location ${location}`,
      vault: `az keyvault purge --name ${name} --location ${location}`,
    }[what];
    return [{ what, name, id, group, location, ...(kept ? {} : { command }) }];
  });
  return remains.sort((a, b) => order.indexOf(a.what) - order.indexOf(b.what));
}

function textAt(values: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  const value = values?.[key];
  return typeof value === "string" ? value : undefined;
}
